from dataclasses import dataclass

from palaestra import Problem, Task, Verdict, knob


@dataclass(frozen=True)
class ReverseWord(Task):
    """Reverse a word.

    Description: a random word. Observation: the word. Action: the word backwards. Reward: 1 if it is right.
    Episode end: after one answer. Arguments: see the knobs. Oracle: reverses. Floors: copying is right only for
    palindromes, which are drawn rarely. Version history: v0, the first.
    """

    length: int = knob(5, "letters in the word")

    def generate(self, rng):
        word = "".join(rng.choice(list("abcdeé"), self.length))
        return Problem(f"Reverse the word {word}.", {"word": word})

    def verify(self, problem, answer):
        return Verdict.correct() if answer == self.solve(problem) else Verdict.wrong("not the word backwards")

    def solve(self, problem):
        return problem.data["word"][::-1]


ReverseWord.levels = (ReverseWord(5), ReverseWord(8), ReverseWord(12))
