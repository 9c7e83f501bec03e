"""Zebra puzzles: one solution and no clue too many, by referees that read the clues from the prompt."""

import itertools
import json
import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import nasty_texts

from palaestra.envs import KnobError, Problem, problem_at
from palaestra.envs.mechanisms import houses
from palaestra.envs.puzzles import zebra
from palaestra.envs.puzzles.zebra import ATTRIBUTES, CLUES, ENOUGH, Zebra

ID = "Puzzle-Zebra-v0"
LEVELS = range(len(Zebra.levels))
PHRASES = {  # what holds for the houses of two values, or of a value and the number of a house
    r"(?!there is)(.+) is (.+)": lambda x, y: x == y,
    r"(.+) lives next to (.+)": lambda x, y: abs(x - y) == 1,
    r"(.+) lives directly left of (.+)": lambda x, y: x + 1 == y,
    r"(.+) lives somewhere left of (.+)": lambda x, y: x < y,
    r"there is exactly one house between (.+) and (.+)": lambda x, y: abs(x - y) == 2,
    r"there are exactly two houses between (.+) and (.+)": lambda x, y: abs(x - y) == 3,
    r"(.+) lives in house (\d)": lambda x, y: x == y,
    r"(.+) does not live in house (\d)": lambda x, y: x != y,
}


def read(prompt):
    """Return the lists of values, and the clues as (test, value, value or number), from the text alone."""
    _, lists, said, _ = prompt.split("\n\n")
    lists = [line.split(": ")[1].split(", ") for line in lists.split("\n")]
    words = [word for some in lists for word in some]
    clues = []
    for i, line in enumerate(said.split("\n"), 1):
        assert line.startswith(f"{i}. ")
        text = line.removeprefix(f"{i}. ").removesuffix(".")
        found = [(m, f) for p, f in PHRASES.items() if (m := re.fullmatch(p, text, re.IGNORECASE))]
        assert len(found) == 1, text
        match, test = found[0]
        ends = []
        for part in match.groups():
            named = [word for word in words if re.search(rf"\b{word}\b", part)]
            ends.append(int(part) if part.isdigit() else named[0])
            assert len(named) == (not part.isdigit())
        clues.append((test, *ends))
    return lists, clues


def solutions(lists, clues, most=2):
    """Return up to `most` solutions: attribute by attribute, all orders that keep the clues known by then."""
    n, out, left, steps = len(lists[0]), [], [set(words) for words in lists], []
    ends = [{x for x in clue[1:] if isinstance(x, str)} for clue in clues]
    orders = {}
    for words in left:
        own = [clue for clue, end in zip(clues, ends, strict=True) if end <= words]
        every = (dict(zip(sorted(words), order, strict=True)) for order in itertools.permutations(range(1, n + 1)))
        orders[min(words)] = [at for at in every if all(test(at[a], at.get(b, b)) for test, a, b in own)]
    known = set()
    while left:  # next what has few orders for the clues that tie it to what is known
        tied = {min(words): [c for c, end in zip(clues, ends, strict=True)
                             if end <= words | known and end & known and end & words] for words in left}  # fmt: skip
        words = min(left, key=lambda words: len(orders[min(words)]) / 3 ** len(tied[min(words)]))
        steps.append((orders[min(words)], tied[min(words)]))
        known |= words
        left.remove(words)

    def walk(i, where):
        if i == len(steps):
            out.append(where)
            return len(out) >= most
        for order in steps[i][0]:
            at = where | order
            if all(test(at[a], at[b]) for test, a, b in steps[i][1]) and walk(i + 1, at):
                return True
        return False

    walk(0, {})
    return out


def said(task, problem):
    """Return the oracle's solution as value to house."""
    out = {}
    for house, row in enumerate(task.solve(problem).split("; "), 1):
        head, words = row.split(": ")
        assert head == f"house {house}"
        out |= dict.fromkeys(words.split(", "), house)
    return out


@pytest.mark.parametrize("level", LEVELS[:5])
def test_one_solution_and_no_clue_too_many_by_enumeration(level):
    task = Zebra.levels[level]
    for seed in range(12):
        problem = problem_at(ID, task, None, seed)
        lists, clues = read(problem.prompt)
        assert [len(lists), *map(len, lists)] == [task.attributes, *[task.houses] * task.attributes]
        assert solutions(lists, clues) == [said(task, problem)]
        for k in range(len(clues)):
            assert len(solutions(lists, clues[:k] + clues[k + 1 :])) == 2, f"clue {k + 1} is not needed"


def check_by_sat(level, seeds):
    pysat = pytest.importorskip("pysat.solvers")
    task = Zebra.levels[level]
    for seed in seeds:
        problem = problem_at(ID, task, None, seed)
        lists, clues = read(problem.prompt)
        n, words = task.houses, [word for some in lists for word in some]
        is_at = {(word, h): i + 1 for i, (word, h) in enumerate(itertools.product(words, range(1, n + 1)))}
        with pysat.Solver("g4") as solver:
            for word in words:
                solver.add_clause([is_at[word, h] for h in range(1, n + 1)])
            for some, h in itertools.product(lists, range(1, n + 1)):
                for a, b in itertools.combinations(some, 2):
                    solver.add_clause([-is_at[a, h], -is_at[b, h]])
            on = [len(is_at) + 1 + k for k in range(len(clues))]  # switches of the clues
            for switch, (test, a, b) in zip(on, clues, strict=True):
                for x in range(1, n + 1):
                    if isinstance(b, str):
                        solver.add_clause(
                            [-switch, -is_at[a, x], *(is_at[b, y] for y in range(1, n + 1) if test(x, y))]
                        )
                    elif not test(x, b):
                        solver.add_clause([-switch, -is_at[a, x]])
            right = [is_at[pair] for pair in said(task, problem).items()]
            assert solver.solve(assumptions=[*on, *right])
            solver.add_clause([-x for x in right])
            assert not solver.solve(assumptions=on)
            for k in range(len(on)):
                assert solver.solve(assumptions=on[:k] + on[k + 1 :]), f"clue {k + 1} is not needed"


@pytest.mark.parametrize("level", LEVELS)
def test_one_solution_and_no_clue_too_many_by_a_satisfiability_solver(level):
    check_by_sat(level, range(5))


@pytest.mark.slow
@pytest.mark.parametrize("level", LEVELS)
def test_the_same_for_many_more(level):
    check_by_sat(level, range(5, 105))


@pytest.mark.parametrize("houses", [3, 4, 5])
@pytest.mark.parametrize("kinds", [*((kind,) for kind in sorted(ENOUGH)), ("next", "two between", "left")])
def test_few_kinds_of_clues_suffice(houses, kinds):
    task = Zebra(houses, 3, kinds)
    for seed in range(3):
        problem = problem_at(ID, task, None, seed)
        assert {clue[0] for clue in problem.data["clues"]} <= set(kinds)
        lists, clues = read(problem.prompt)
        assert solutions(lists, clues) == [said(task, problem)]
        assert all(len(solutions(lists, clues[:k] + clues[k + 1 :])) == 2 for k in range(len(clues)))


def test_all_kinds_of_clues_and_all_attributes_turn_up():
    problems = [problem_at(ID, Zebra.levels[3], None, seed) for seed in range(30)]
    assert {clue[0] for problem in problems for clue in problem.data["clues"]} == set(CLUES)
    assert {kind for problem in problems for kind in problem.data["attributes"]} == set(ATTRIBUTES)


def test_a_search_that_takes_too_long_is_given_up_and_in_the_end_is_not(monkeypatch):
    budgets, choose = [], Zebra._clues
    monkeypatch.setattr(zebra, "BUDGET", 0)
    monkeypatch.setattr(Zebra, "_clues", lambda *args: budgets.append(args[-1]) or choose(*args))
    for seed in range(5):
        problem = Zebra(5, 5, houses.HARD).generate(np.random.default_rng(seed))
        lists, clues = read(problem.prompt)
        assert len(solutions(lists, clues)) == 1
    assert set(budgets) == {0, 1 << 60}


@pytest.mark.parametrize(
    "knobs",
    [
        {"houses": 2},
        {"houses": 8},
        {"attributes": 1},
        {"attributes": 8},
        {"kinds": "same,next"},
        {"kinds": "left,near"},
    ],
)
def test_knobs_out_of_range(knobs):
    with pytest.raises(KnobError):
        Zebra.resolve(**knobs)


def test_words_are_told_apart():
    words = [word.lower() for _, some in ATTRIBUTES.values() for word in some.split()]
    assert len(set(words)) == len(words) == 8 * len(ATTRIBUTES)
    assert houses.WORD.findall(" ".join(words).replace(" ", "")) == ["".join(words)]
    assert [word for word in houses.WORD.findall(" ".join(words)) if word] == words


EINSTEIN = Problem(
    "",
    {
        "attributes": ["name", "colour", "drink", "pet", "game"],
        "values": [
            ["Brit", "Swede", "Dane", "Norwegian", "German"],
            ["red", "white", "green", "yellow", "blue"],
            ["tea", "coffee", "milk", "beer", "water"],
            ["dog", "birds", "cats", "horse", "fish"],
            ["chess", "golf", "polo", "darts", "poker"],
        ],
        "clues": [
            ["same", 0, 5], ["same", 1, 15], ["same", 2, 10], ["directly left", 7, 6], ["same", 7, 11],
            ["same", 20, 16], ["same", 8, 21], ["house", 12, 2], ["house", 3, 0], ["next", 22, 17],
            ["next", 18, 21], ["same", 23, 13], ["same", 4, 24], ["next", 3, 9], ["next", 22, 14],
        ],
    },
)  # fmt: skip


def test_the_riddle_that_all_know():
    task = Zebra(5, 5)
    assert task.solve(EINSTEIN) == (
        "house 1: Norwegian, yellow, water, cats, golf; house 2: Dane, blue, tea, horse, polo; "
        "house 3: Brit, red, milk, birds, chess; house 4: German, green, coffee, fish, poker; "
        "house 5: Swede, white, beer, dog, darts"
    )
    assert task.network(EINSTEIN).unique()
    wrong = task.solve(EINSTEIN).replace("fish", "bird").replace("birds", "fish").replace("bird,", "birds,")
    assert task.verify(EINSTEIN, wrong).reason == "broken: the chess player is the birds owner"


TASK = Zebra(3, 3)
SMALL = Problem(
    "",
    {
        "attributes": ["name", "colour", "drink"],
        "values": [["Ann", "Bob", "Eva"], ["red", "blue", "green"], ["tea", "milk", "water"]],
        "clues": [
            ["directly left", 0, 1],
            ["left", 1, 2],
            ["same", 3, 8],
            ["next", 0, 4],
            ["house", 7, 0],
            ["house", 3, 2],
        ],
    },
)
KINDS = ("name", "colour", "drink")
ANN, BOB, EVA = ("Ann", "green", "milk"), ("Bob", "blue", "tea"), ("Eva", "red", "water")
PLACES = {word: house for house, row in enumerate((ANN, BOB, EVA), 1) for word in row}
RIGHT = "house 1: Ann, green, milk; house 2: Bob, blue, tea; house 3: Eva, red, water"


@pytest.mark.parametrize(
    "text",
    [
        RIGHT,
        RIGHT.upper(),
        RIGHT.replace("; ", "\n") + ".",
        "1. Ann green milk\n2. Bob blue tea\n3. Eva red water",
        "House 1 - Ann - green - milk\nHouse 2 - Bob - blue - tea\nHouse 3 - Eva - red - water",
        "3: red, water, Eva; 1: milk, green, Ann; 2: tea, Bob, blue",
        "| House | Name | Colour | Drink |\n|---|:-:|---|---|\n| 1 | Ann | green | milk |\n| 2 | Bob | blue | tea |\n"
        "| 3 | Eva | red | water |",
        "| | House 1 | House 2 | House 3 |\n|-|-|-|-|\n| name | Ann | Bob | Eva |\n| color | green | blue | red |\n"
        "| drink | milk | tea | water |",
        "| | 3 | 1 | 2 |\n| colours | red | green | blue |\n| names | Eva | Ann | Bob |\n"
        "| drinks | water | milk | tea |",
        "Name & House & Colour & Drink\nAnn & 1 & green & milk\nBob & 2 & blue & tea\nEva & 3 & red & water",
        "Ann green milk 1, Bob blue tea 2, Eva red water 3",
        "**House 1**: Ann (green, milk)\n**House 2**: Bob (blue, tea)\n**House 3**: Eva (red, water)",
        "Ann=1, Bob=2, Eva=3, green=1, blue=2, red=3, milk=1, tea=2, water=3",
        "Ann lives in house 1, and Bob in house 2, and Eva in house 3; green: 1st, blue: 2nd, red: 3rd; "
        "milk: 1, tea: 2, water: 3",
        "name: Ann, Bob, Eva\ncolour: green, blue, red\ndrink: milk, tea, water",
        json.dumps({f"house {h}": row for h, row in enumerate((ANN, BOB, EVA), 1)}, indent=4),
        json.dumps({h: dict(zip(KINDS, row, strict=True)) for h, row in enumerate((ANN, BOB, EVA), 1)}),
        json.dumps([{"house": h, "name": a, "color": b, "drink": c}
                    for h, (a, b, c) in enumerate((ANN, BOB, EVA), 1)]),
        json.dumps([ANN, BOB, EVA]),
        json.dumps(dict(zip(KINDS, zip(ANN, BOB, EVA, strict=True), strict=True))),
        json.dumps({"header": ["House", "Name", "Colour", "Drink"], "rows": [["1", *ANN], ["2", *BOB], ["3", *EVA]]}),
        json.dumps({"name": {"1": "Ann", "2": "Bob", "3": "Eva"}, "colour": {"1": "green", "2": "blue", "3": "red"},
                    "drink": {"1": "milk", "2": "tea", "3": "water"}}),
        json.dumps(PLACES),
    ],
)  # fmt: skip
def test_written_forms(text):
    assert TASK.verify(SMALL, text).is_correct, TASK.verify(SMALL, text).reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (RIGHT.replace("milk", "x").replace("tea", "milk").replace("x", "tea"), "milk cannot be 2"),
        (RIGHT.replace("green", "x").replace("blue", "green").replace("x", "blue"), "lives next to"),
        (RIGHT.replace("Ann", "x").replace("Bob", "Ann").replace("x", "Bob"), "Ann lives directly left of Bob"),
        (
            "house 1: Ann, Bob, milk; house 2: green, blue, tea; house 3: Eva, red, water",
            "each name has its own",
        ),
        ("house 1: Ann, green, milk; house 1: Bob, blue, tea; house 3: Eva, red, water", "has its own house"),
        ("house 1: Ann, green; house 2: milk, Bob, blue, tea; house 3: Eva, red, water", "not clear"),
        ("Ann 1, green 1, milk 1, 2 Bob, blue 2, tea 2, Eva 3, red 3, water 3", "not clear"),
        ("1 2 Ann green milk Bob blue tea Eva red water", "not clear"),
        ("1: Ann, green, milk; 2: Bob, blue, tea; Eva, red, water", "not clear"),
        ("1 1 3 Ann Bob Eva green blue red milk tea water", "each name has its own"),
        (RIGHT.replace(", tea", ""), "each value stands once"),
        (RIGHT.replace("tea", "."), "each value stands once"),
        (RIGHT + "; tea", "each value stands once"),
        (RIGHT + " or " + RIGHT, "'or' is no value"),
        (RIGHT + "\n" + RIGHT, "each value stands once"),
        (RIGHT.replace("house 1", "house 4"), "'4' is no value and no house"),
        (RIGHT.replace("house 1", "house 0"), "'0' is no value and no house"),
        (RIGHT.replace("house 1", "house ١"), "is no value"),
        (RIGHT.replace("Ann", "not Ann"), "'not' is no value"),
        (RIGHT.replace("Ann", "!Ann"), "'!' is no value"),
        (RIGHT.replace("tea", "tea?"), "is no value"),
        (RIGHT.replace("Ann", "Anne"), "'anne' is no value"),
        (RIGHT.replace("Ann", "thehouse"), "'thehouse' is no value"),
        (RIGHT.replace("Ann", "Dan"), "'dan' is no value"),
        ("", "each value stands once"),
        ("house 1", "each value stands once"),
        ("\ud800", "is no value"),
        (RIGHT * 10_000, "characters"),
        ("1" * 9_999, "is no value"),
    ],
)
def test_wrong_answers_have_reasons(text, reason):
    verdict = TASK.verify(SMALL, text)
    assert not verdict.is_correct
    assert reason in verdict.reason


@settings(deadline=None, max_examples=300)
@given(*[st.permutations([1, 2, 3])] * 3, st.permutations(list(PLACES)), st.booleans())
def test_exactly_the_solution_is_correct_in_any_order(names, colours, drinks, order, back):
    where = dict(zip(itertools.chain(*SMALL.data["values"]), [*names, *colours, *drinks], strict=True))
    text = ", ".join(f"{where[w]}: {w}" if back else f"{w}: {where[w]}" for w in order)
    assert TASK.verify(SMALL, text).is_correct == (where == PLACES)


@settings(deadline=None, max_examples=30)
@given(st.sampled_from(LEVELS), st.integers(0, 10**6), st.sampled_from(["deduction", "search"]))
def test_explanations_end_in_the_solution(level, seed, style):
    task = Zebra.levels[level]
    problem = problem_at(ID, task, None, seed)
    text, right = task.explain(problem, style), said(task, problem)
    last = dict(re.findall(r"(\w+)=(\d)", text))
    assert text.count("Given: ") == sum(clue[0].endswith("house") for clue in problem.data["clues"])
    start = task.start(problem)
    for word, value in zip(task.network(problem).cells, start, strict=True):
        assert int(last.get(word, value)) == right[word]
    assert len(text) < 100_000


def test_a_picture_beside_the_answer_is_not_read_over():
    task = Zebra.levels[0]
    problem = task.generate(np.random.default_rng(0))
    right = task.solve(problem)
    for before, after in (("# - - #\n- # # -\n", ""), ("", "\n- # - #\n# # - -")):
        assert not task.verify(problem, before + right + after).is_correct
    for fine in ("# Houses\n", "## Solution\n"):
        assert task.verify(problem, fine.replace("Houses", "house") + right).is_correct
    assert task.verify(problem, right.replace("house ", "house #")).is_correct


def table(board):
    """Return the words of each row under the houses, and of each word its ink."""
    head, *rows = board.rows
    assert [cell.text for cell in head] == ["", "1", "2", "3"]
    assert [row[0].text for row in rows] == list(KINDS)
    cells = [cell for row in rows for cell in row[1:]]
    return [[cell.text for cell in row[1:]] for row in rows], {c.text: c.ink for c in cells if c.text}


def test_the_board_is_a_table_over_the_clues():
    words, _ = table(TASK.board(SMALL))
    assert words == [["", "", ""]] * 3
    assert TASK.board(SMALL).notes == (
        "1. Ann lives directly left of Bob.", "2. Bob lives somewhere left of Eva.",
        "3. The person in the red house is the water drinker.", "4. Ann lives next to the person in the blue house.",
        "5. The milk drinker lives in house 1.", "6. The person in the red house lives in house 3.",
    )  # fmt: skip
    words, inks = table(TASK.board(SMALL, RIGHT))
    assert list(zip(*words, strict=True)) == [ANN, BOB, EVA]
    assert set(inks.values()) == {"answer"}
    assert TASK.board(SMALL, RIGHT).notes[-1] == "correct"


@given(*[st.permutations([1, 2, 3])] * 3)
def test_the_board_marks_what_contradicts_the_solution(names, colours, drinks):
    where = dict(zip(itertools.chain(*SMALL.data["values"]), [*names, *colours, *drinks], strict=True))
    board = TASK.board(SMALL, ", ".join(f"{word}: {house}" for word, house in where.items()))
    words, inks = table(board)
    assert all(row[where[word] - 1] == word for word, row in zip(where, np.repeat(words, 3, axis=0), strict=True))
    assert inks == {word: "answer" if where[word] == PLACES[word] else "fault" for word in where}
    assert (board.notes[-1] == "correct") == (where == PLACES)


def test_the_board_of_other_answers():
    both = TASK.board(SMALL, "Ann 1, Bob 1, Eva 3, green 1, blue 2, red 3, milk 1, tea 2, water 3")
    assert (both.rows[1][1].text, both.rows[1][1].ink, both.rows[1][2].text) == ("Ann Bob", "fault", "")
    for text in ("", "nonsense", RIGHT + " or not"):
        assert table(TASK.board(SMALL, text))[0] == [["", "", ""]] * 3
        assert TASK.board(SMALL, text).notes[-1] == TASK.verify(SMALL, text).reason
    state = TASK.start(SMALL)
    for move in TASK.plan(SMALL):
        board = TASK.board(SMALL, TASK.show(SMALL, state))
        assert len(table(board)[1]) == sum(map(bool, state))
        assert len(board.notes) == 6
        state = TASK.apply(SMALL, state, move)


@settings(deadline=None)
@given(st.one_of(nasty_texts(), st.text(alphabet="house123:;,. AnredbluteaBobEv", max_size=80)))
def test_any_answer_draws(text):
    assert len(TASK.board(SMALL, text).text()) < 5_000
