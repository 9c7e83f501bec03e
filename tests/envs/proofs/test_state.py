from palaestra.envs.proofs import Done, Error, State, start, terms


def run(statement, *tactics):
    state = start(statement)
    for tactic in tactics:
        state = state.apply(tactic)
        assert isinstance(state, State), state
    return str(state)


def test_goals_are_printed_as_lean_prints_them():
    assert run("theorem t (p q : Prop) (h : p ∧ q) : q ∧ p") == "p q : Prop\nh : p ∧ q\n⊢ q ∧ p"
    assert run("theorem t (p q : Prop) (h : p ∧ q) : q ∧ p", "constructor") == (
        "case left\np q : Prop\nh : p ∧ q\n⊢ q\n\ncase right\np q : Prop\nh : p ∧ q\n⊢ p"
    )
    assert run("∀ n : Nat, 0 + n = n", "intro n", "induction n") == (
        "case zero\n⊢ 0 + 0 = 0\n\ncase succ\nn✝ : Nat\nn_ih✝ : 0 + n✝ = n✝\n⊢ 0 + (n✝ + 1) = n✝ + 1"
    )
    assert run("∀ (p : Nat → Prop), (∃ x, p x ∧ ¬p 0) → ∀ x y, x ≠ y → p x", "intro p h x") == (
        "p : Nat → Prop\nh : ∃ x, p x ∧ ¬p 0\nx : Nat\n⊢ ∀ (y : Nat), x ≠ y → p x"
    )
    assert run("∀ (p q : Prop), p → q → p", "intro p p h _") == "p✝ p : Prop\nh : p✝\na✝ : p\n⊢ p✝"
    assert run("∀ (a b : Int), a - b + 2 * -a ≤ a ^ 2", "intro a b") == "a b : Int\n⊢ a - b + 2 * -a ≤ a ^ 2"
    assert run("∀ (xs : List Nat), (1 :: xs ++ [2]).length = xs.length + 2", "intro xs") == (
        "xs : List Nat\n⊢ (1 :: xs ++ [2]).length = xs.length + 2"
    )


def test_states_are_immutable_and_branch():
    state = start("theorem t (p q : Prop) (hp : p) : p ∨ q")
    before = str(state)
    left, right = state.apply("left"), state.apply("right")
    assert isinstance(left, State)
    assert isinstance(right, State)
    assert (str(left), str(right)) == ("case h\np q : Prop\nhp : p\n⊢ p", "case h\np q : Prop\nhp : p\n⊢ q")
    assert isinstance(left.apply("exact hp"), Done)
    error = right.apply("exact hp")
    assert isinstance(error, Error)
    assert error.kind == "elab"
    assert error.position == 6
    assert str(state) == before


def test_errors_have_kinds():
    state = start("theorem t (p : Prop) (h : p) : p")
    assert state.apply("exat h").kind == "parse"
    assert state.apply("exact h'").message == "unknown identifier 'h''"
    assert state.apply("rfl").kind == "tactic"
    assert state.apply("have : ∀ x, x < 5000 → x < 5001 := by decide").kind in ("timeout", "tactic")
    assert isinstance(state.apply("assumption"), Done)


def test_a_state_outlives_the_table_of_terms() -> None:
    """Tactics take equal terms for one object; a state kept while the table is emptied is made anew."""
    statement = "theorem t (f : List Nat → Nat) (h : ∀ x l, f (x :: l) = f l + 2) (x : Nat) (l : List Nat) : "
    plan = ("have k := h x l", "have j := h x (x :: l)", "rw [k] at j", "omega")
    for cut in range(len(plan)):
        state = start(statement + "f (x :: x :: l) = f l + 4")
        for i, line in enumerate(plan):
            if i == cut:
                terms.empty()
            assert isinstance(state, State), state
            state = state.apply(line)
        assert isinstance(state, Done), (cut, state)
