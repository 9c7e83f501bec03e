"""Graph connectivity: networkx says which paths and closed sets there are; the verifier takes these and no others."""

import re
from itertools import combinations, pairwise, product

import networkx as nx
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import nasty_texts

from palaestra.envs import KnobError, Problem
from palaestra.envs.puzzles.graph_connectivity import GraphConnectivity

TASK = GraphConnectivity()
LEVELS = GraphConnectivity.levels


def problem_of(edges, first, last, directed=False):
    pairs = [list(edge) for edge in edges.split()]
    return Problem("", {"edges": pairs, "from": first, "to": last, "directed": directed})


def graph_of(problem):
    graph = nx.DiGraph() if problem.data["directed"] else nx.Graph()
    graph.add_edges_from(problem.data["edges"])
    return graph


def drawn(level, seeds):
    return [LEVELS[level].generate(np.random.default_rng(seed)) for seed in range(seeds)]


JOINED = problem_of("AB BC CD AC EF", "A", "D")
APART = problem_of("AB BC EF", "A", "F")
ONEWAY = problem_of("AB BC DC DA CE", "A", "E", directed=True)


@pytest.mark.parametrize(
    "answer",
    ["A-C-D", "A-B-C-D", "a-c-d", "A - C - D", "A->C->D", "A → C → D", "A, C, D", "A C D", "A\nC\nD", "[A, C, D]",
     '["A", "C", "D"]', "yes: A-C-D", "Yes, A-C-D.", "A \\to C \\to D", "A \\rightarrow C \\rightarrow D", "A–C–D",
     "A-B-A-C-B-C-D", "A-C-D-C-D", "\\text{A-C-D}", "(A,C,D)"],
)  # fmt: skip
def test_paths_in_all_forms(answer):
    assert TASK.verify(JOINED, answer).is_correct


@pytest.mark.parametrize(
    ("answer", "why"),
    [("A-D", "no edge leads from A to D"), ("A-C", "no path to D"), ("C-D", "no path to D"), ("yes", "no node"),
     ("D-C-A", "no path to D"), ("A-C-Q-D", "'Q' is no node"), ("no: A, B, C", "D can be reached from C"),
     ("no: A, B, C, D", "no set without D"), ("no", "no node"), ("A-B, B-C, C-D", "no node"), ("ACD", "no node"),
     ("not A-C-D", "no node"), ("A-C-D or A-B-C-D", "no node"), ("A-C-D\nA-B-C-D", "no node"), ("", "no node"),
     ("A-C-D, no: A", "no node"), ("A->C-D, A", "no node"), ("A--C-D", "no node"), ("A-C-D" * 1000, "no node")],
)  # fmt: skip
def test_no_such_path(answer, why):
    verdict = TASK.verify(JOINED, answer)
    assert not verdict.is_correct
    assert why in verdict.reason


@pytest.mark.parametrize(
    "answer", ["no: A, B, C", "No: C B A", "NO - {A, B, C}", "no, A, B and C", "no: [A; B; C]", "no: \\{A, B, C\\}."]
)
def test_sets_in_all_forms(answer):
    assert TASK.verify(APART, answer).is_correct


@pytest.mark.parametrize(
    ("answer", "why"),
    [("no", "no node"), ("no:", "no node"), ("no: A, B", "C can be reached from B"), ("no: B, C", "begins at A"),
     ("no: A, B, C, E", "F can be reached from E"), ("no: A, B, C, E, F", "no set without F"), ("no: {}", "no node"),
     ("A, B, C", "no path to F"), ("no: A-B-C", "no node"), ("not A, B, C", "no node"), ("none", "no node"),
     ("no: A, B, C; no: A, B", "no node"), ("no: A, B, C or no: A", "no node"), ("yes: A, B, C", "no path to F"),
     ("no no: A, B, C", "no node"), ("no: A, B, C, Z", "'Z' is no node")],
)  # fmt: skip
def test_no_such_set(answer, why):
    verdict = TASK.verify(APART, answer)
    assert not verdict.is_correct
    assert why in verdict.reason


def test_direction_counts():
    assert TASK.verify(ONEWAY, "A->B->C->E").is_correct
    assert not TASK.verify(ONEWAY, "A-D-C-E").is_correct
    back = problem_of("AB BC DC DA CE", "A", "D", directed=True)
    assert TASK.solve(back) == "no: A, B, C, E"
    assert TASK.verify(back, "no: A, B, C, E").is_correct
    assert not TASK.verify(back, "no: A, B, C").is_correct  # C -> E leaves it


EDGES = st.lists(st.tuples(st.sampled_from("ABCDEF"), st.sampled_from("ABCDEF")), min_size=1, max_size=9)


@settings(max_examples=60, deadline=None)
@given(EDGES, st.booleans())
def test_networkx_agrees_on_every_path_and_every_set(pairs, directed):
    edges = sorted({("A", "B"), ("E", "F"), *((a, b) for a, b in pairs if a != b)} - {("A", "F"), ("F", "A")})
    problem = problem_of(" ".join(map("".join, edges)), "A", "F", directed)
    graph = graph_of(problem)
    nodes = sorted(graph)
    connected = nx.has_path(graph, "A", "F")
    assert TASK.solve(problem).startswith("no") == (not connected)
    assert TASK.verify(problem, TASK.solve(problem)).is_correct
    for length in range(2, 6):
        for way in product(nodes, repeat=length):
            right = way[0] == "A" and way[-1] == "F" and all(graph.has_edge(*step) for step in pairwise(way))
            assert TASK.verify(problem, "-".join(way)).is_correct == right
    for size in range(len(nodes) + 1):
        for some in combinations(nodes, size):
            right = {"A"} <= set(some) <= set(nodes) - {"F"} and not list(nx.edge_boundary(graph, some))
            assert TASK.verify(problem, f"no: {', '.join(some)}").is_correct == right
            assert not (right and connected)


@pytest.mark.parametrize("level", range(len(LEVELS)))
def test_drawn_graphs_keep_their_knobs(level):
    task, connected = LEVELS[level], 0
    for problem in drawn(level, 200):
        graph, first, last = graph_of(problem), problem.data["from"], problem.data["to"]
        assert len(problem.data["edges"]) == graph.number_of_edges() <= task.edges
        assert graph.number_of_nodes() <= task.nodes
        assert nx.number_of_selfloops(graph) == 0
        answer = task.solve(problem)
        if nx.has_path(graph, first, last):
            connected += 1
            assert answer.count("-") == nx.shortest_path_length(graph, first, last) == task.distance
        else:
            reached = nx.descendants(graph, first) | {first}
            assert set(answer.removeprefix("no: ").split(", ")) == reached
            assert len(reached) > task.distance
            assert last in graph  # it has edges too
        for a, b in problem.data["edges"]:
            assert re.search(rf"\b{a}{'->' if task.directed else '-'}{b}\b", problem.prompt)
    assert 70 < connected < 130


@pytest.mark.parametrize("level", range(len(LEVELS)))
def test_answers_that_need_no_search_earn_little(level):
    task, problems = LEVELS[level], drawn(level, 200)
    rng = np.random.default_rng(0)
    cheap = {
        "guess": lambda p, g: task.guess(p, rng),
        "neighbours": lambda p, g: f"no: {', '.join([p.data['from'], *g[p.data['from']]])}",
        "all but one": lambda p, g: f"no: {', '.join(sorted(set(g) - {p.data['to']}))}",
        "all": lambda p, g: "-".join([p.data["from"], *sorted(g), p.data["to"]]),
    }
    for name, policy in cheap.items():
        assert np.mean([task.verify(p, policy(p, graph_of(p))).score for p in problems]) < 0.1, name


@pytest.mark.parametrize("level", range(len(LEVELS)))
def test_explanations_are_true_bounded_and_end_in_the_answer(level):
    task = LEVELS[level]
    for problem in drawn(level, 25):
        graph, answer = graph_of(problem), task.solve(problem)
        for style in ("deduction", "search"):
            told = task.explain(problem, style).split("\n")
            assert told[-1] == f"So the answer is {answer}."
            assert len(told) <= 3 + task.nodes * task.distance
        seen = {problem.data["from"]}
        for line in task.explain(problem).split("\n"):
            if match := re.fullmatch(r"From (\w+): ([\w, ]+)\.", line):
                fresh = set(match[2].split(", ")) - {"nothing new"}
                assert match[1] in seen
                assert fresh <= set(graph[match[1]]) - seen
                seen |= fresh
        for line in task.explain(problem, "search").split("\n"):
            if match := re.fullmatch(r"([\w-]+): (back|there)\.", line):
                assert nx.is_simple_path(graph, match[1].split("-"))
                assert (match[2] == "there") == (match[1] == answer)


def test_search_tells_dead_ends():
    problem = problem_of("AB BC AD DE EF", "A", "F")
    assert TASK.explain(problem, "search").split("\n") == [
        "Within 1 steps F is not reached.", "Within 2 steps F is not reached.", "Within 3 steps:", "A-B-C: back.",
        "A-D-E-F: there.", "So the answer is A-D-E-F.",
    ]  # fmt: skip
    assert TASK.explain(problem).split("\n") == [
        "From A: B, D.", "From B: C.", "From D: E.", "From C: nothing new.", "From E: F.",
        "Back from there: F, E, D, A.", "So the answer is A-D-E-F.",
    ]  # fmt: skip


def test_order_of_listing_is_no_new_problem():
    one, two = problem_of("AB BC", "A", "C"), problem_of("CB AB", "C", "A")
    assert TASK.identity(one) == TASK.identity(two)
    assert TASK.identity(one) != TASK.identity(problem_of("AB BC", "A", "B"))
    one, two = problem_of("AB BC", "A", "C", True), problem_of("AB BC", "C", "A", True)
    assert TASK.identity(one) != TASK.identity(two)
    assert TASK.identity(one) == TASK.identity(problem_of("BC AB", "A", "C", True))


@pytest.mark.parametrize("knobs", [{"nodes": 9}, {"nodes": 81}, {"edges": 5}, {"edges": 500}, {"distance": 1}])
def test_bad_knobs_say_what_fits(knobs):
    with pytest.raises(KnobError, match="use"):
        GraphConnectivity.resolve(**knobs)


@pytest.mark.parametrize("knobs", [(62, 62, 30), (62, 62, 30, True), (6, 24, 2), (6, 6, 2, True), (80, 320, 2, True)])
def test_extreme_knobs_draw(knobs):
    task = GraphConnectivity(*knobs)
    for seed in range(10):
        problem = task.generate(np.random.default_rng(seed))
        assert task.verify(problem, task.solve(problem)).is_correct
        if "no" not in task.solve(problem):
            assert task.solve(problem).count("-") == task.distance


def drawing(board):
    """Return the ink of each node, and of each link, which is named by its nodes."""
    (nodes,) = board.rows
    assert [cell.text for cell in nodes] == sorted(cell.text for cell in nodes)
    names = {(0, i): cell.text for i, cell in enumerate(nodes)}
    return {cell.text: cell.ink for cell in nodes}, {names[x.start] + names[x.end]: x.ink for x in board.links}


@pytest.mark.parametrize("level", range(len(LEVELS)))
def test_the_board_asks_and_tells_nothing(level):
    for problem in drawn(level, 5):
        board = LEVELS[level].board(problem)
        nodes, links = drawing(board)
        assert list(links) == ["".join(edge) for edge in problem.data["edges"]]
        assert set(links.values()) == {"mute"}
        asked = {problem.data["from"], problem.data["to"]}
        assert nodes == {node: "good" if node in asked else "given" for node in graph_of(problem)}
        assert {link.arrow for link in board.links} == {problem.data["directed"]}
        assert board.notes == (f"from {problem.data['from']} to {problem.data['to']}",)


def test_the_board_draws_a_path():
    nodes, links = drawing(TASK.board(JOINED, "A-C-D"))
    assert nodes == {"A": "good", "B": "given", "C": "answer", "D": "good", "E": "given", "F": "given"}
    assert links == {"AB": "mute", "BC": "mute", "EF": "mute", "AC": "answer", "CD": "answer"}
    assert TASK.board(JOINED, "A-C-D").text() == "A-B, B-C, E-F\nanswer: A-C, C-D\nfrom A to D\ncorrect"
    _, links = drawing(TASK.board(JOINED, "A-D-C-B-Z-E"))
    assert links == {"AB": "mute", "AC": "mute", "EF": "mute", "AD": "fault", "DC": "answer", "CB": "answer"}
    assert "'Z' is no node" in TASK.board(JOINED, "A-D-C-B-Z-E").notes[-1]
    _, links = drawing(TASK.board(ONEWAY, "A-D-C"))
    assert [links[step] for step in ("AD", "DC", "DA")] == ["fault", "answer", "mute"]  # D -> A is another edge


def test_the_board_draws_a_set():
    nodes, links = drawing(TASK.board(APART, "no: A, B, C"))
    assert nodes == {"A": "good", "B": "answer", "C": "answer", "E": "given", "F": "good"}
    assert set(links.values()) == {"mute"}
    assert TASK.board(APART, "no: C, A, B").notes == ("from A to F", "no: C, A, B", "correct")
    nodes, links = drawing(TASK.board(APART, "no: A, B, F"))
    assert nodes == {"A": "good", "B": "answer", "C": "given", "E": "given", "F": "fault"}
    assert links == {"AB": "mute", "BC": "fault", "FE": "fault"}
    _, links = drawing(TASK.board(ONEWAY, "no: C, D"))
    assert links == {"AB": "mute", "BC": "mute", "DC": "mute", "DA": "fault", "CE": "fault"}


@pytest.mark.parametrize("level", range(len(LEVELS)))
def test_the_board_finds_fault_with_wrong_steps_only(level):
    task, rng = LEVELS[level], np.random.default_rng(0)
    for problem in drawn(level, 20):
        graph = graph_of(problem)
        assert "fault" not in drawing(task.board(problem, task.solve(problem)))[1].values()
        guess = task.guess(problem, rng)
        board = task.board(problem, guess)
        names = {(0, i): cell.text for i, cell in enumerate(board.rows[0])}
        found = {(names[x.start], names[x.end]): x.ink for x in board.links}
        if guess.startswith("no"):
            listed = set(guess.removeprefix("no: ").split(", "))
            faults = {(a, b) for a in listed for b in graph[a] if b not in listed}
            assert {step for step, ink in found.items() if ink == "fault"} == faults
        else:
            for step in pairwise(guess.split("-")):
                assert found[step] == ("answer" if graph.has_edge(*step) else "fault")


@settings(deadline=None)
@given(st.one_of(nasty_texts(), st.text(alphabet="ABCDEFno: ,->{}", max_size=40)))
def test_any_answer_draws(text):
    for problem in (JOINED, APART, ONEWAY):
        board = TASK.board(problem, text)
        assert board.text()
        assert board.svg()


def test_a_long_answer_draws():
    for text in ("A-B-" * 499 + "A", "no: " + "A, " * 600, "A-" * 10**6):
        assert len(TASK.board(JOINED, text).text()) < 1_000
