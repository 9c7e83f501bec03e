"""Word problems: answers by formulas of the tests' own, every word of four languages in place, twins in one split."""

import re
from collections import Counter
from itertools import product

import numpy as np
import pytest
from stories import BESIDES, FORMULAS, close, search

from palaestra.envs import KnobError, split_of
from palaestra.envs.core import keyed
from palaestra.envs.math.situations.catalogue import SITUATIONS
from palaestra.envs.math.situations.chains import Chain
from palaestra.envs.math.situations.programs import Dice
from palaestra.envs.math.situations.telling import LANGUAGES, words
from palaestra.envs.math.word_problem import VARIANTS, WordProblem
from palaestra.envs.testing import check_task

ID = "Math-WordProblem-v0"
TIERS = range(1, 6)
NATIVE = {ord(digit): str(i) for i, digit in enumerate("০১২৩৪৫৬৭৮৯")}
ENGLISH = set(
    re.findall(
        "[a-z]+",
        "the of and is are was were with how many much what which her his she him they their has had have each every"
        " for from in on at after before by than more less there this that it its not to per one two will does do did"
        " costs price number days hours minutes dollars",
    )
)
SPANISH = {"has", "no", "ha", "son", "he", "me"}


def draw(task, seed):
    return task.generate(np.random.default_rng(seed))


def numbers(text):
    return sorted(int(digits) for digits in re.findall("[0-9]+", text.translate(NATIVE)))


def told(problem):
    """Return what the last story tells, by name, with the linked quantity worked out."""
    chain, style = Chain.of(problem.data), problem.data["style"]
    values = chain.situations[-1].solve(chain.known[-1])
    return {q: values[q] for q in style["facts"][-1] if q != "z"} | (
        {chain.links[-1]: chain.known[-1][chain.links[-1]]} if chain.links else {}
    )


def check_answer(problem, task):
    chain, ask = Chain.of(problem.data), problem.data["style"]["ask"]
    before = None
    for i, (name, known) in enumerate(zip(chain.names, chain.known, strict=True)):
        if i:
            assert known[chain.links[i - 1]] == before + chain.shifts[i - 1]
        before = round(FORMULAS[name](**known))
        assert close(before, FORMULAS[name](**known))
    last = chain.names[-1]
    if ask == SITUATIONS[last].target:
        assert task.solve(problem) == str(before)
        return
    right = chain.known[-1][ask]
    assert search(last, told(problem), ask, 2 * right + 60) == [right]
    assert task.solve(problem) == str(right)


# -- answers ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tier", TIERS)
def test_answers_by_formula_and_search(tier):
    for seed in range(60):
        task = WordProblem(tier, LANGUAGES[seed % 4])
        check_answer(draw(task, seed), task)


@pytest.mark.slow
@pytest.mark.parametrize(("tier", "variant"), list(product(TIERS, VARIANTS)))
def test_answers_by_formula_and_search_at_length(tier, variant):
    for seed in range(300):
        task = WordProblem(tier, LANGUAGES[seed % 4], variant)
        check_answer(draw(task, 1000 + seed), task)


def test_every_situation_forwards_and_backwards():
    assert set(FORMULAS) == set(SITUATIONS)
    for name, situation in SITUATIONS.items():
        assert situation.inverses, name
        for seed in range(12):
            task = WordProblem(1 + seed % 2, situation=name, variant="inverse" if seed % 3 else "plain")
            check_answer(draw(task, seed), task)


def test_draws_are_whole_and_more_than_one():
    for name, situation in SITUATIONS.items():
        for size, seed in product((1, 2, 3), range(120)):
            known = situation.draw(Dice(np.random.default_rng(seed), size))
            values = situation.solve(known)
            assert values is not None, (name, known)
            stated = {*situation.known, situation.target, *(q for i in situation.inverses.values() for q in i.states)}
            assert all(values[q] >= 2 for q in stated), (name, values)
            for q, formula in BESIDES.get(name, {}).items():
                assert values[q] == formula(**known)


EQUATION = re.compile(r"([0-9]+(?: [-+×÷] [0-9]+)+) = ([0-9]+)[.。।]$")


@pytest.mark.parametrize("language", LANGUAGES)
def test_worked_solutions_hold_line_by_line(language):
    found = 0
    for seed in range(120):
        task = WordProblem(1 + seed % 5, language)
        problem = draw(task, seed)
        lines = task.explain(problem).translate(NATIVE).splitlines()
        for line in lines:
            if equation := EQUATION.search(line):
                left = equation[1].replace("×", "*").replace("÷", "/")
                total = 0.0
                for sign, term in re.findall(r"(^|[-+]) ?([0-9]+(?: [*/] [0-9]+)*)", left):
                    value = 1.0
                    for op, factor in re.findall(r"(^|[*/]) ?([0-9]+)", term):
                        value = value / int(factor) if op == "/" else value * int(factor)
                    total += -value if sign == "-" else value
                assert close(total, int(equation[2])), line
                found += 1
        assert numbers(lines[-1]).count(int(task.solve(problem))) >= 1, lines[-1]
    assert found > 300


# -- language ---------------------------------------------------------------------------------------------------------


def forms(language):
    for name, text in words(language)["situations"].items():
        for kind in ("facts", "ask"):
            for quantity, some in text[kind].items():
                for form in some:
                    yield name, kind, quantity, form
        for form in text["intro"]:
            yield name, "intro", "", form
        yield name, "extra", "z", text["extra"]["fact"]
        for noun in (*text["names"].values(), text["extra"]["name"], *text["extra"]["others"]):
            yield name, "noun", "", noun


@pytest.mark.parametrize("language", LANGUAGES)
def test_forty_situations_in_three_phrasings(language):
    text = words(language)
    assert set(text["situations"]) == set(SITUATIONS)
    assert len(SITUATIONS) >= 40
    for name, situation in SITUATIONS.items():
        told = text["situations"][name]
        assert len(set(told["intro"])) == 3, name
        assert len(set(told["ask"][situation.target])) == 3, name
        for quantity in situation.known:
            assert len(set(told["facts"][quantity])) == 3, (name, quantity)
        stated = {q for inverse in situation.inverses.values() for q in inverse.states}
        assert set(told["facts"]) == {*situation.known, *stated}, name
        assert set(told["ask"]) == {situation.target, *situation.inverses}, name
        assert set(told["names"]) == set(situation.quantities()), name
        assert len(told["extra"]["others"]) == 2
        nouns = [*told["names"].values(), told["extra"]["name"], *told["extra"]["others"], *text["generic"]]
        assert len(set(nouns)) == len(nouns), name
    assert all(len(text[key]) == len(set(text[key])) == 8 for key in ("women", "men"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_stand_where_they_should(language):
    for name, kind, quantity, form in forms(language):
        places = re.findall(r"\{(\w*)\}", form)
        people = [place for place in places if place in ("A", "B", "C")]
        assert [place for place in places if place not in people] == (
            [quantity] if kind in ("facts", "extra") else []
        ), (name, form)
        assert form.count("{") == form.count("}") == len(places)


@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_are_well_formed(language):
    stop, question = {"zh": ("。", "？"), "bn": ("।", "?")}.get(language, (".", "?"))
    for name, kind, _, form in forms(language):
        where = (name, form)
        assert form == form.strip(), where
        assert "  " not in form, where
        assert not re.search(r" [.,;:?!।。，？]", form), where
        assert form.count("(") == form.count(")"), where
        if kind == "noun":
            assert not form.endswith((stop, question)), where
            continue
        assert form.endswith(question if kind == "ask" else stop), where
        if kind == "ask":
            assert form.count(question) == 1, where
            assert language != "es" or form.startswith("¿"), where
        else:
            assert question not in form, where
        if language in ("en", "es"):
            assert form.lstrip("¿")[0].isupper() or form[0] == "{", where


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_other_language_is_left(language):
    text = words(language)
    extra = [*text["frames"].values(), *text["generic"], *text["women"], *text["men"], *text["units"]]
    extra += [text[key] for key in ("plus", "minus")] + [str(v) for v in text["missing"].values()]
    for form in [*(form for *_, form in forms(language)), *extra]:
        bare = re.sub(r"\{\w*\}", "", form)
        if language in ("zh", "bn"):
            assert not re.search("[A-Za-z]", bare), form
            block = range(0x4E00, 0xA000) if language == "zh" else range(0x0980, 0x0A00)
            assert all(ord(char) in block for char in bare if char.isalpha()), form
        if language == "bn":
            assert not re.search("[0-9]", bare), form
        if language == "es":
            assert not set(re.findall(r"\w+", bare.lower())) & (ENGLISH - SPANISH), form
        if language == "en":
            assert all(char.isascii() for char in bare if char.isalpha()), form


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_situation_variant_and_phrasing_renders(language):
    text = words(language)
    mark = {"zh": "？"}.get(language, "?")
    for name in SITUATIONS:
        seen = set()
        for seed, variant in product(range(8), VARIANTS):
            problem = draw(WordProblem(1, language, variant, name), seed)
            style, prompt = problem.data["style"], problem.prompt
            chain = Chain.of(problem.data)
            values = chain.situations[0].solve(chain.known[0])
            phrasing = style["phrasing"][0]
            seen.add(phrasing)
            assert not re.search(r"[{}]|  | [.,?।]|None", prompt), prompt
            assert prompt.endswith(mark)
            told = text["situations"][name]
            raw = [told["intro"][phrasing], told["ask"][style["ask"]][phrasing % len(told["ask"][style["ask"]])]]
            expected = [values[q] if q != "z" else style["z"] for q in style["facts"][0]]
            for q in style["facts"][0]:
                raw.append(told["extra"]["fact"] if q == "z" else told["facts"][q][phrasing % len(told["facts"][q])])
            assert numbers(prompt) == sorted(expected + numbers(" ".join(raw))), prompt
            if language == "bn":
                assert not re.search("[0-9]", prompt)
            if language in ("zh", "bn"):
                assert not re.search("[A-Za-z]", prompt + WordProblem(1, language).explain(problem))
        assert seen == {0, 1, 2}


@pytest.mark.parametrize("language", LANGUAGES)
def test_linked_stories_render(language):
    for seed in range(80):
        problem = draw(WordProblem(3 + seed % 3, language), seed)
        letters = words(language)["letters"]
        stories = problem.prompt.split("\n")
        assert len(stories) == len(problem.data["names"]) == len(set(problem.data["names"]))
        for i, story in enumerate(stories[1:]):
            assert letters[i] in story
            assert letters[i] in stories[i]
        assert not re.search(r"[{}]|  | [.,?।]", problem.prompt)
        people = [name for story in problem.data["style"]["people"] for name in story[::2]]
        assert len(set(people)) == len(people)


# -- variants, twins, splits ------------------------------------------------------------------------------------------


def test_variants_and_languages_of_one_seed_are_one_group_in_one_split():
    for tier, seed in product(TIERS, range(12)):
        drawn = {
            (language, variant): draw(WordProblem(tier, language, variant), seed)
            for language, variant in product(LANGUAGES, VARIANTS)
        }
        assert len({problem.data["group"] for problem in drawn.values()}) == 1
        assert len({keyed(ID, WordProblem(), problem).key for problem in drawn.values()}) == 1
        for variant in VARIANTS:
            same = [drawn[language, variant] for language in LANGUAGES]
            assert len({WordProblem().solve(problem) for problem in same}) == 1
            assert len({problem.prompt for problem in same}) == 4
        for (language, variant), problem in drawn.items():
            plain = drawn["en", "plain"]
            assert WordProblem().twin(plain, language, variant).prompt == problem.prompt
            same = WordProblem().solve(problem) == WordProblem().solve(plain)
            assert same or variant == "inverse"


def test_what_the_variants_do():
    for seed in range(60):
        styles = {v: draw(WordProblem(2, variant=v), seed) for v in VARIANTS}
        known = list(SITUATIONS[styles["plain"].data["names"][0]].known)
        plain, paraphrase, adversarial, inverse = (styles[v].data["style"] for v in VARIANTS)
        assert plain["phrasing"] == [0]
        assert plain["facts"] == [known]
        assert paraphrase["phrasing"][0] in (1, 2)
        assert paraphrase["facts"] == [known]
        facts = adversarial["facts"][0]
        assert [q for q in facts if q != "z"] == known if "z" in facts else facts != known
        assert sorted(set(facts) - {"z"}) == sorted(known)
        assert inverse["ask"] in known
        assert inverse["ask"] not in inverse["facts"][0]
        assert plain["ask"] == SITUATIONS[styles["plain"].data["names"][0]].target


def test_one_prompt_has_one_key():
    keys = {}
    for seed in range(600):
        task = WordProblem(1 + seed % 2, situation=("together", "rabbits", "leftover", "gift_bags")[seed % 4])
        problem = keyed(ID, task, draw(task, seed))
        assert keys.setdefault(problem.prompt, problem.key) == problem.key
    assert {split_of(key) for key in keys.values()} == {"train", "test"}


def test_linked_and_chosen_situations():
    for name in SITUATIONS:
        problem = draw(WordProblem(5, situation=name), 1)
        assert problem.data["names"][-1] == name
        assert len(problem.data["names"]) == 3


# -- answers as people write them -------------------------------------------------------------------------------------


def test_answers_in_any_digits_with_or_without_unit():
    task = WordProblem(1, "bn", "plain", "change")
    problem = draw(task, 3)
    right = task.solve(problem)
    native = "".join("০১২৩৪৫৬৭৮৯"[int(digit)] for digit in right)
    wide = "".join(chr(0xFF10 + int(digit)) for digit in right)
    for answer in (
        right,
        native,
        wide,
        f"{native} টাকা",
        f"{native}টাকা",
        f"${right}$",
        f"{right}.",
        f"{native}।",
        f"0{right}",
    ):
        assert task.verify(problem, answer).is_correct, answer
    for answer in (
        "",
        native + "১",
        f"-{right}",
        f"{right} or 7",
        f"{right} {right}",
        f"not {right}",
        "টাকা",
        f"{right}%",
    ):
        assert not task.verify(problem, answer).is_correct, answer


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("es", "12.500", 12500),
        ("es", "12.500 euros", 12500),
        ("es", "3 kilómetros", 3),
        ("bn", "১,২৫,০০০", 125000),
        ("bn", "1,25,000 টাকা", 125000),
        ("zh", "52元", 52),
        ("zh", "５２ 公里", 52),
        ("zh", "52。", 52),
        ("en", "$52", 52),
        ("en", "1,250 dollars", 1250),
        ("en", "52 square metres", 52),
        ("en", "12.500", None),
        ("en", "52 parrots", None),
        ("en", "fifty", None),
        ("en", "5 or 6 dollars", None),
        ("en", "not 5", None),
    ],
)
def test_numbers_as_each_language_writes_them(language, text, value):
    from palaestra.envs.math.situations.telling import read_number

    assert read_number(text, language) == value


@pytest.mark.parametrize(
    ("knobs", "says"),
    [
        ({"tier": 6}, "use 1 to 5"),
        ({"language": "fr"}, "no language 'fr'"),
        ({"variant": "invers"}, "did you mean 'inverse'"),
        ({"situation": "chnge"}, "did you mean 'change'"),
    ],
)
def test_knobs(knobs, says):
    with pytest.raises(KnobError, match=re.escape(says)):
        WordProblem(**knobs)


# -- floors and laws --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tier", [1, 2])
def test_floors(tier):
    rng = np.random.default_rng(0)
    task = WordProblem(tier)
    pool = [draw(task, seed) for seed in range(500)]
    answers = [task.solve(problem) for problem in pool]
    found = [re.findall("[0-9]+", problem.prompt) or ["0"] for problem in pool]
    floors = {
        "constant": max(Counter(answers).values()),
        "guess": sum(task.verify(problem, task.guess(problem, rng)).score for problem in pool),
        "last": sum(n[-1] == a for n, a in zip(found, answers, strict=True)),
        "first": sum(n[0] == a for n, a in zip(found, answers, strict=True)),
        "largest": sum(max(n, key=int) == a for n, a in zip(found, answers, strict=True)),
    }
    assert {name: score for name, score in floors.items() if score > 0.08 * len(pool)} == {}


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_laws_hold_in_every_language(language):
    for tier in TIERS:
        check_task(WordProblem(tier, language), id=ID).require()
