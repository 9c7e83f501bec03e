"""The lemma library: every lemma is proved inside the system, from what stands before it."""

from palaestra.envs.proofs.check import deep_terms
from palaestra.envs.proofs.kernel import Kernel
from palaestra.envs.proofs.library import library

AXIOMS = {"propext", "funext", "Classical.em"}


def test_every_lemma_has_a_proof_that_uses_only_what_stands_before_it():
    env = library()
    names = env.theorems()
    assert len(names) >= 700
    with deep_terms():
        for name in names:
            env.verify_lemma(name)


def test_definitions_pass_the_kernel_and_there_are_three_axioms():
    env = library()
    axioms = set()
    with deep_terms():
        for name, (kind, *_) in env.sources.items():
            decl = env.get(name)
            assert decl is not None, name
            if kind == "axiom":
                axioms.add(name)
            if decl.value is not None:
                Kernel(env).check(decl.value, decl.type)
    assert axioms == AXIOMS
