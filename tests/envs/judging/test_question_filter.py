"""The filter: planted faults are found for the right reason, sound questions pass, and nothing takes long."""

import json
import subprocess
import sys
import time

import numpy as np
import pytest
from hypothesis import given
from strategies import nasty_texts

from palaestra.envs import problem_at
from palaestra.envs.judging.question_filter import REASONS, filter_rows, main, question_faults, summary
from palaestra.envs.judging.well_posed import QUESTIONS, WellPosed, text_of
from palaestra.envs.math.aime import AIME
from palaestra.envs.math.arithmetic import Arithmetic

PLANTED = [
    # format and language
    ("empty", "", None),
    ("empty", "Compute", None),
    ("too long", "What is 1 + 1? " + "x " * 12000, None),
    ("garbled", "What is the ar\ufffda of a circle of radius 3?", None),
    ("garbled", "A cafÃ© sells 12 cups. How many cups are left?", None),
    ("garbled", "<div>What is 3 + 4?</div>", None),
    ("garbled", "What is 3 &nbsp; + 4?", None),
    ("garbled", "A r@c#a~g%e has s#d~s 3 and 4. W#a@ is its area?", None),
    ("garbled", "A rectangle has sides 3 and 4. rectangle? the of area the is What", None),
    ("truncated", "A rectangle has sides 3 cm and 4 cm. What is the", None),
    ("truncated", "A rectangle has sides 3 cm and 4 cm. What is the perim", None),
    ("truncated", "Find the value of 3 +", None),
    ("truncated", "Tom has 3 apples and gives Ann two of", None),
    ("latex", "Find the value of $\\frac{1}{2 + \\frac{1}{3}$.", None),
    ("latex", "Find the value of $x + 1 when x is even and positive.", None),
    ("latex", "Evaluate \\left( 3 + 4 \\right) \\cdot \\left( 2.", None),
    ("latex", "Find the determinant of $\\begin{pmatrix} 1 & 2 \\\\ 3 & 4 $.", None),
    ("latex", "Evaluate \\( 3 + 4.", None),
    # one question that stands for itself
    ("no goal", "There are three red balls and two blue balls in the bag.", None),
    ("several questions", "What is 3 + 4? And what is 5 + 6?", None),
    ("several questions", "Let x = 3. Find x^2. Find x^3.", None),
    ("several questions", "Let f(x) = x^2. (a) Find f(3). (b) Find f(4).", None),
    ("proof", "Prove that the square root of 2 is irrational.", None),
    ("proof", "Show that every tree with n vertices has n - 1 edges.", None),
    ("figure", "In the figure, angle A is 40 degrees. What is angle B?", None),
    ("figure", "The graph below shows the sales of a shop. How many were sold in May?", None),
    ("figure", "Two circles touch as shown below. What is the shaded area?", None),
    ("figure", "According to the following table, how many pupils are there?", None),
    ("figure", "![picture](a.png) What is the area of the square?", None),
    ("context", "Using the result of the previous exercise, find the limit.", None),
    ("context", "Find the area of the triangle from part (a).", None),
    ("no options", "Which of the following numbers is prime?", None),
    ("no options", "Choose the correct statement about triangles.", None),
    # definitions
    ("impossible", "Let p be the prime number 51. Find 2p + 1.", None),
    ("impossible", "The even number 17 is divided by 4. What is the remainder?", None),
    ("impossible", "What is the root of the perfect square 50?", None),
    ("impossible", "The radius of a circle is -3 cm. What is its area?", None),
    ("impossible", "A train covers 200 km in -4 hours. What is its speed?", None),
    ("impossible", "The probability that it rains is 1.4. What is the probability that it does not?", None),
    ("impossible", "The probability of success is $\\frac{7}{5}$. How many of 100 trials succeed?", None),
    ("impossible", "A price of 80 euros is reduced by 130%. What is the new price?", None),
    ("impossible", "A number divided by 7 leaves the remainder 9. What is the least such number?", None),
    ("impossible", "Find the least number with remainder 12 when it is divided by 5.", None),
    ("impossible", "In triangle ABC, angle A is 200 degrees. How many degrees is angle B?", None),
    ("impossible", "Of 30 children, 12.5 children like tea. How many do not?", None),
    ("impossible", "A polygon has 2 sides, each 3 cm long. What is its perimeter?", None),
    ("impossible", "An arithmetic sequence begins with 3, 7, 12. What is its tenth term?", None),
    ("impossible", "A geometric sequence starts with 2, 4, 9. What is its tenth term?", None),
    # contradictions
    ("contradiction", "A triangle has sides 2, 3 and 9. What is its area?", None),
    ("contradiction", "Let n be greater than 20 and less than 12. What is the largest n?", None),
    ("contradiction", "Let p be a prime number greater than 24 and less than 28. Find p.", None),
    ("contradiction", "Let x > 7 and x < 3. How many such whole numbers are there?", None),
    ("contradiction", "In triangle ABC angle A is 120 degrees and angle B is 80 degrees. Find angle C.", None),
    ("contradiction", "A rectangle has a perimeter of 20 cm, and its length is 14 cm. What is its area?", None),
    ("contradiction", "A right triangle has a leg of 13 cm and a hypotenuse of 5 cm. What is its area?", None),
    ("contradiction", "Of the 20 students in a class, 25 play chess. How many do not?", None),
    ("contradiction", "12 pupils sing, and 9 pupils dance. 15 pupils do both. How many pupils are there?", None),
    ("contradiction", "A bag holds 20 balls. A ball drawn at random is red with probability of 1/3. How many?", None),
    ("contradiction", "The first term is 3, the common difference of this arithmetic sequence is 4, and the third "
     "term is 12. What is the tenth term?", None),
    ("contradiction", "A regular polygon has 8 sides, and each of its angles has 120 degrees. How long is it?", None),
    # goal and answer
    ("unknown goal", "A rectangle has sides 3 and 4. Find the value of k.", None),
    ("no answer", "What is 3 + 4?", "N/A"),
    ("no answer", "What is 3 + 4?", "see solution"),
    ("unreadable answer", "What is 3 + 4?", "It depends on how you look at the whole matter, as numbers are names"),
    ("unreadable answer", "What is 1/2?", "\\frac{1}{2"),
    ("answer in question", "What is 3 + 4? Answer: 7", "7"),
    ("answer in question", "What is 3 + 4? \\boxed{7}", "7"),
    ("answer in question", "3 + 4 = 7", "7"),
    ("answer not an option", "Which of the following is prime? (A) 4 (B) 6 (C) 7", "D"),
]  # fmt: skip

SOUND = [
    ("What is 3 + 4?", 7),
    ("3 + 4 =", "7"),
    ("Calculate -8 + 3.", "-5"),
    ("Solve for x: 2x - 5 = 9.", "7"),
    ("How many primes are less than 20?", 8),
    ("Find the sum of all odd numbers from 1 to 99.", "2500"),
    ("A bakery sells 12 rolls at $0.40 each and 3 cakes at $18 each. How much money does it take in?", "58.80"),
    ("Mia had $20. She bought 3 pens for $2.50 each. How many dollars does she have left?", "12.5"),
    ("Tim is 5 years older than Ben, and together they are 31 years old. How old is Ben?", "13"),
    ("The temperature falls from 4 degrees to -7 degrees. By how many degrees does it fall?", "11"),
    ("Find the remainder when $7^{100}$ is divided by 13.", "9"),
    ("Let $f(x) = \\frac{x^2 - 1}{x + 2}$. What is $f(3)$?", "\\frac{8}{5}"),
    ("Find the number of ordered pairs $(a, b)$ of positive integers with $a + 2b = 20$.", "9"),
    ("If $x > 2$ and $x < 9$, how many integers can $x$ be?", "6"),
    ("In triangle $ABC$, $AB = 13$, $BC = 14$ and $CA = 15$. Find the area of the triangle.", "84"),
    ("A triangle has sides 3, 4 and 5. What is its area?", "6"),
    ("In triangle ABC angle A is 50 degrees and angle B is 60 degrees. Find angle C.", "70"),
    ("Two fair dice are rolled. What is the probability that the sum is 7?", "1/6"),
    ("The probability that a seed grows is 3/4. What is the probability that two seeds both grow?", "9/16"),
    ("The probability that it rains is 30%. What is the probability that it does not rain?", "70%"),
    ("A coin shows heads with probability 0.6. What is the probability of 2 heads in 3 tosses?", "0.432"),
    ("Families in a town have on average 2.5 children. How many children do 40 families have?", "100"),
    ("A price of 80 euros is reduced by 30%. What is the new price in euros?", "56"),
    ("The price of a share rose by 130%. By which factor did it grow?", "2.3"),
    ("A number leaves the remainder 3 when divided by 7. What remainder does its double leave?", "6"),
    ("Which of the following numbers is prime? (A) 21 (B) 23 (C) 25", "B"),
    ("Which of the following is largest: 1/2, 3/5, or 5/9?", "3/5"),
    ("An arithmetic sequence begins with 3, 7, 11. What is its tenth term?", "39"),
    ("A geometric sequence starts with 2, 6, 18. What is its fifth term?", "162"),
    ("Let p be the prime number 53. Find 2p + 1.", "107"),
    ("Find the largest prime number less than 100.", "97"),
    ("A rectangle has a perimeter of 20 cm, and its length is 7 cm. What is its area?", "21"),
    ("The legs of a right triangle are 5 cm and 12 cm long. How long is the hypotenuse?", "13"),
    ("Of the 20 students in a class, 12 play chess. How many do not?", "8"),
    ("12 pupils sing, and 9 pupils dance. 5 pupils do both. How many pupils sing or dance?", "16"),
    ("Simplify $\\sqrt{50} - \\sqrt{8}$. Give your answer in simplest radical form.", "$3\\sqrt{2}$"),
    ("Evaluate $\\int_0^1 x^2 \\, dx$.", "\\frac13"),
    ("Let $A = \\begin{pmatrix} 1 & 2 \\\\ 3 & 4 \\end{pmatrix}$. Find $\\det A$.", "-2"),
    ("Find the domain of $f(x) = \\left( x - 1 \\right)^{1/2}$.", "[1, \\infty)"),
    ("What is the smallest positive integer $n$ such that $n!$ ends in three zeros?", "15"),
    ("How many minutes are there in a day? Round to the nearest hundred.", "1400"),
    ("In the following table, what is the sum? \n| a | b |\n|---|---|\n| 1 | 2 |", "3"),
    ("[asy] draw((0,0)--(4,0)--(4,3)--cycle); [/asy] What is the area of the triangle in the diagram?", "6"),
    ("Solve the equation $x^2 - 5x + 6 = 0$. Write the solutions in increasing order.", "2, 3"),
    ("A number is greater than 10 and less than 20, and divisible by 7. What is it?", "14"),
    ("Find all x such that |x - 2| < 3.", "(-1, 5)"),
    ("Tell me how many seconds 3 minutes have.", "180"),
    ("What is the value of a if 3a = 12?", "4"),
    ("If 2y = 10, find y.", "5"),
    ("Let x = 4. What is x^2 - 3x", "4"),
    ("How far does a car go in 3 hours at 50 km/h", "150 km"),
    ("What is the greatest common divisor of 84 and 60?", "The answer is:\n#### 12"),
    ("What is one half of one third?", "We multiply the two, which gives the share asked for. \\boxed{\\frac{1}{6}}"),
]  # fmt: skip


@pytest.mark.parametrize(("reason", "question", "answer"), PLANTED)
def test_planted_faults_are_found_for_their_reason(reason, question, answer):
    found = question_faults(question, answer)
    assert reason in [fault.reason for fault in found], found
    assert all(fault.detail for fault in found)


def test_every_reason_is_planted_and_has_a_stage():
    planted = {reason for reason, _, _ in PLANTED} | {"duplicate", "conflict"}
    assert planted == set(REASONS)
    assert all(1 <= stage <= 5 and text for stage, text in REASONS.values())


@pytest.mark.parametrize(("question", "answer"), SOUND)
def test_sound_questions_pass(question, answer):
    assert question_faults(question, answer) == []


@pytest.mark.parametrize("task", [*AIME.levels, *Arithmetic.levels])
def test_questions_of_our_own_pass(task):
    id = "Math-AIME-v0" if isinstance(task, AIME) else "Math-Arithmetic-v0"
    for seed in range(40):
        problem = problem_at(id, task, None, seed)
        assert question_faults(problem.prompt, task.solve(problem)) == [], problem.prompt


def test_how_many_faults_of_the_judging_task_the_rules_see():
    rng = np.random.default_rng(0)
    seen = {}
    for tier in range(1, 6):
        for _ in range(40):
            for item in WellPosed(tier, len(QUESTIONS)).generate(rng).data["items"]:
                seen.setdefault(item["kind"], []).append(bool(question_faults(text_of(item))))
    shares = {kind: np.mean(found) for kind, found in seen.items()}
    assert shares["fine"] == 0.0, "no sound question is lost"
    assert shares["damaged"] > 0.85, shares
    assert shares["impossible"] > 0.9, shares
    assert shares["contradiction"] > 0.5, shares


# -- rows ------------------------------------------------------------------------------------------------------------

ROWS = [
    {"question": "What is 3 + 4?", "answer": "7"},
    {"Problem": "What is 5 + 4?", "Final_Answer": 9},
    {"question": "What is  3 + 4 ?", "answer": "7"},
    {"question": "What is 2 + 2?", "answer": "4"},
    {"question": "What is 2 + 2?", "answer": "5"},
    {"question": "What is 8 + 1?", "answer": None},
    {"question": "Let p be the prime number 51. Find 2p + 1.", "answer": "103"},
    {"question": "Which of these is even?", "options": ["3", "4"], "answer": "B"},
    {"question": "Which of these is odd?", "options": ["3", "4"], "answer": "C"},
    {"text": "no question here"},
]


def test_rows_are_kept_or_dropped_with_their_reasons():
    kept, dropped = filter_rows(ROWS)
    assert kept == [ROWS[0], ROWS[1], ROWS[7]]
    reasons = {id(row): [fault.reason for fault in faults] for row, faults in dropped}
    assert reasons[id(ROWS[2])] == ["duplicate"]
    assert reasons[id(ROWS[3])] == reasons[id(ROWS[4])] == ["conflict"]
    assert reasons[id(ROWS[5])] == ["no answer"]
    assert reasons[id(ROWS[6])] == ["impossible"]
    assert reasons[id(ROWS[8])] == ["answer not an option"]
    assert "empty" in reasons[id(ROWS[9])]
    assert len(kept) + len(dropped) == len(ROWS)


def test_rows_without_answers_can_be_kept():
    kept, _ = filter_rows(ROWS, need_answer=False)
    assert ROWS[5] in kept


def test_signs_and_exponents_tell_questions_apart():
    asked = {"What is 3 - 4?": -1, "What is 3 + 4?": 7, "What is x^2 at x = 3?": 9, "What is x^3 at x = 3?": 27}
    rows = [{"question": question, "answer": answer} for question, answer in asked.items()]
    assert filter_rows(rows)[0] == rows


def test_the_summary_counts_by_reason():
    kept, dropped = filter_rows(ROWS)
    text = summary(len(ROWS), dropped)
    assert text.startswith(f"{len(ROWS)} rows: {len(kept)} kept, {len(dropped)} dropped")
    assert "stage 3, definitions" in text
    assert any(line.split()[:2] == ["conflict", "2"] for line in text.splitlines())


def test_the_command(tmp_path, capsys):
    source, out, rest = tmp_path / "rows.jsonl", tmp_path / "kept.jsonl", tmp_path / "dropped.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    assert main([str(source), "--out", str(out), "--dropped", str(rest)]) == 0
    assert "10 rows: 3 kept, 7 dropped" in capsys.readouterr().out
    assert [json.loads(line) for line in out.read_text("utf-8").splitlines()] == [ROWS[0], ROWS[1], ROWS[7]]
    dropped = [json.loads(line) for line in rest.read_text("utf-8").splitlines()]
    assert len(dropped) == 7
    assert all(row["faults"] for row in dropped)


def test_the_command_as_a_module(tmp_path):
    source = tmp_path / "rows.jsonl"
    source.write_text(json.dumps(ROWS[0]) + "\n", "utf-8")
    command = [sys.executable, "-m", "palaestra.envs.judging.question_filter", str(source)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout.strip()) == (0, "1 rows: 1 kept, 0 dropped")
    assert run.stderr == ""


def test_a_missing_file_is_told(tmp_path, capsys):
    assert main([str(tmp_path / "none.jsonl")]) == 2
    assert "no file" in capsys.readouterr().err


@given(nasty_texts(), nasty_texts())
def test_any_text_gets_a_verdict(question, answer):
    assert question_faults(question, answer) == question_faults(question, answer)


@pytest.mark.parametrize("odd", [None, 7, [], {}, b"What is 3 + 4?"])
def test_what_is_no_text_is_no_question(odd):
    assert [fault.reason for fault in question_faults(odd)] == ["empty"]


def test_long_texts_take_little_time():
    pieces = ["a ", "1 ", "is ", "\n", ". ", "$1 ", "{", "| ", "probability of ", "angle A is 5 ", "divided by 3 ",
              "Find ", "the figure ", "(a) ", "answer is ", "1.", "9", "#a", "of the 5 people "]  # fmt: skip
    for piece in pieces:
        begin = time.thread_time()
        question_faults(("x " + piece * 20_000)[:19_990], piece * 1000)
        assert time.thread_time() - begin < 1.5, piece
