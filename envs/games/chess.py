"""Chess, from any position; python-chess knows the moves and is imported only when a game begins."""

from __future__ import annotations

import functools
import importlib
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np

from ..board import Board, Cell
from ..core import knob
from ..errors import MissingExtraError
from .rules import Rules

State = str
"""The position in Forsyth-Edwards notation, clocks included."""

FULL = "rnbqkbnr/pppppppp/8/8/8/8/PPPPPPPP/RNBQKBNR w KQkq - 0 1"
PAWNS = "4k3/pppppppp/8/8/8/8/PPPPPPPP/4K3 w - - 0 1"
QUEEN = "4k3/8/8/8/8/8/8/3QK3 w - - 0 1"
PIECES = "PNBRQK"
WORTH = dict(zip("pnbrq", (1.0, 3.0, 3.0, 5.0, 9.0), strict=True))


@functools.cache
def moves_on_board() -> tuple[str, ...]:
    """Return every move that some piece can make from some square, 1,968 in all, as from and to and a promotion.

    >>> len(moves_on_board()), moves_on_board()[:2]
    (1968, ('a1a2', 'a1a3'))
    """

    def name(file: int, rank: int) -> str:
        return f"{'abcdefgh'[file]}{rank + 1}"

    out = []
    for file, rank in itertools.product(range(8), repeat=2):
        for to_file, to_rank in itertools.product(range(8), repeat=2):
            wide, high = abs(to_file - file), abs(to_rank - rank)
            straight = (wide == 0) != (high == 0) or (wide == high and wide > 0)
            if straight or {wide, high} == {1, 2}:
                move = name(file, rank) + name(to_file, to_rank)
                out.append(move)
                if high == 1 and wide <= 1 and (rank, to_rank) in ((6, 7), (1, 0)):
                    out += [move + piece for piece in "qrbn"]
    return tuple(out)


@functools.cache
def _numbers() -> dict[str, int]:
    return {name: move for move, name in enumerate(moves_on_board())}


@functools.cache
def library() -> Any:
    """Return python-chess.

    Raises:
        MissingExtraError: If it is not installed.
    """
    try:
        return importlib.import_module("chess")
    except ImportError as error:
        raise MissingExtraError(
            "chess is played by the rules of python-chess, which is not installed: pip install 'palaestra[games]'"
        ) from error


_MOST = 1 << 12  # positions remembered


@functools.lru_cache(maxsize=_MOST)
def _facts(state: State) -> tuple[tuple[int, ...], int]:
    """Return the legal moves and, if the game is over by the board, 1 for checkmate and 2 for a draw."""
    board = _board(state)
    numbers = _numbers()
    legal = tuple(sorted(numbers[move.uci()] for move in board.legal_moves))
    if not legal:
        return (), 1 if board.is_check() else 2
    return ((), 2) if board.is_insufficient_material() or board.halfmove_clock >= 100 else (legal, 0)


_boards: dict[State, Any] = {}


def _board(state: State) -> Any:
    """Return the position as python-chess keeps it, to look at and not to move on; reading its text takes longest."""
    return _boards.get(state) or _remembered(library().Board(state), state)


def _remembered(board: Any, state: State) -> Any:
    if len(_boards) >= _MOST:
        _boards.clear()
    _boards[state] = board
    return board


_FEN = re.compile(
    r"(?:[pnbrqkPNBRQK1-8]{1,8}/){7}[pnbrqkPNBRQK1-8]{1,8} [wb] (?:-|(?=[KQkq])K?Q?k?q?) (?:-|[a-h][36]) "
    r"[0-9]{1,3} [1-9][0-9]{0,3}"
)


def _playable(fen: str) -> bool:
    """Return whether python-chess finds nothing wrong with a position; True where it is not installed."""
    try:
        return bool(library().Board(fen).is_valid())
    except MissingExtraError:
        return True


@dataclass(frozen=True)
class Chess(Rules):
    """Chess by the laws of FIDE, from any position.

    Description: seat 0 plays White, seat 1 Black. A draw by stalemate, by insufficient material, by fifty moves of
    each side without a capture or a pawn's move, and after `plies` moves of both. Repetition of a position is no
    draw, so that a position is all there is to know.

    Observation: text with the board and its Forsyth-Edwards notation, or float32 planes of shape (20, 8, 8): own
    pieces, the opponent's, four rights to castle, the square to take in passing, whose turn, and the two clocks.

    Action: from and to such as e2e4, with the piece for a promotion, e7e8q; as a number, a place among 1,968 moves.

    Reward: 1 for a win, 0.5 for a draw, 0 for a loss or an illegal move. In PettingZoo 1, 0 and -1.

    Episode end: mate, a draw, or an illegal move.

    Arguments: `fen` is where it begins, `plies` how many moves both make together at the most.

    Oracle: a search of a few moves that counts material and mobility; it is no chess engine. Floors: random play
    nearly always ends in a draw.

    Version history: v0, the first.
    """

    fen: str = knob(FULL, "the first position in Forsyth-Edwards notation")
    plies: int = knob(300, "moves of both sides together, after which it is a draw")

    levels: ClassVar[Sequence[Chess]]

    def __post_init__(self) -> None:
        if not 1 <= self.plies <= 1000:
            raise ValueError(f"plies={self.plies}: use 1 to 1000")
        if self.fen in (FULL, PAWNS, QUEEN):
            return
        if not _FEN.fullmatch(self.fen):
            raise ValueError(
                f"fen={self.fen[:100]!r}: give all six fields of the notation; the last one, the move, is 1 or more"
            )
        ranks = [len(row) for row in self._rows(self.fen)]
        kings = [self.fen.split()[0].count(king) for king in "kK"]
        if ranks != [8] * 8 or kings != [1, 1] or not _playable(self.fen):
            raise ValueError(f"fen={self.fen!r} is no position that can be played")

    @property
    def n_moves(self) -> int:
        """Every move that some piece can make."""
        return len(moves_on_board())

    @property
    def shape(self) -> tuple[int, int, int]:
        """Twenty planes."""
        return 20, 8, 8

    @property
    def max_moves(self) -> int:
        """The limit."""
        return self.plies

    def start(self) -> State:
        """Return the first position.

        Raises:
            MissingExtraError: If python-chess is not installed.
            ValueError: If it is no position that can be played, which was not seen before for want of python-chess.
        """
        board = library().Board(self.fen)
        if not board.is_valid():
            raise ValueError(f"fen={self.fen!r} is no position that can be played")
        return str(board.fen())

    def _played(self, state: State) -> int:
        """Return the moves made so far."""
        now, first = state.split(), self.fen.split()
        return 2 * (int(now[5]) - int(first[5])) + (now[1] == "b") - (first[1] == "b")

    def current(self, state: State) -> int | None:
        """Return 0 for White, 1 for Black, None at the end."""
        if _facts(state)[1] or self._played(state) >= self.plies:
            return None
        return int(state.split()[1] == "b")

    def legal(self, state: State) -> tuple[int, ...]:
        """Return the legal moves."""
        return () if self._played(state) >= self.plies else _facts(state)[0]

    def apply(self, state: State, move: int) -> State:
        """Move."""
        board = _board(state).copy(stack=False)
        board.push(library().Move.from_uci(moves_on_board()[move]))
        after = str(board.fen())
        _remembered(board, after)
        return after

    def returns(self, state: State) -> tuple[float, float]:
        """Return 1 for who gave mate."""
        if _facts(state)[1] != 1:
            return 0.0, 0.0
        return (-1.0, 1.0) if state.split()[1] == "w" else (1.0, -1.0)

    def _rows(self, state: State) -> list[str]:
        """Return the ranks from the eighth to the first."""
        rows = state.split()[0].split("/")
        return ["".join("." * int(sign) if sign.isdigit() else sign for sign in row) for row in rows]

    def observe(self, state: State, player: int) -> np.ndarray:
        """Return pieces, rights, whose turn it is and clocks as planes; the eighth rank comes first."""
        _, turn, castling, passing, quiet, _ = state.split()
        own, other = (PIECES, PIECES.lower()) if player == 0 else (PIECES.lower(), PIECES)
        grid = np.array([list(row) for row in self._rows(state)])
        out = np.zeros(self.shape, np.float32)
        for i, piece in enumerate(own + other):
            out[i] = grid == piece
        for i, right in enumerate("KQkq" if player == 0 else "kqKQ", start=12):
            out[i] = right in castling
        if passing != "-":
            out[16, 8 - int(passing[1]), "abcdefgh".index(passing[0])] = 1
        out[17] = (turn == "w") == (player == 0)
        out[18], out[19] = min(int(quiet), 100) / 100, self._played(state) / self.plies
        return out

    def tell(self, state: State, player: int) -> str:
        """Return the board, its notation and who plays what."""
        rows = [f"{8 - r} {' '.join(row)}" for r, row in enumerate(self._rows(state))]
        colors = ("White", "Black")
        turn = colors[state.split()[1] == "b"]
        return "\n".join([*rows, "  a b c d e f g h", f"FEN: {state}", f"You play {colors[player]}. Next is {turn}."])

    def write(self, move: int) -> str:
        """Return from, to and promotion."""
        return moves_on_board()[move]

    def board(self, state: State) -> Board:
        """Draw the board, with figures."""
        figures = dict(zip("PNBRQKpnbrqk.", "♙♘♗♖♕♔♟♞♝♜♛♚.", strict=True))
        rows = [[Cell(figures[sign], "mute" if sign == "." else "given") for sign in row] for row in self._rows(state)]
        return Board.from_grid(rows, block=(1, 1))

    def prompt(self, player: int) -> str:
        """Tell the rules."""
        return (
            "Chess. Capital letters are White's pieces, small ones Black's. A move is written from and to, such as "
            "e2e4; castling is the king's move, e1g1; a promotion names the piece, e7e8q. A draw by stalemate, "
            "insufficient material, or fifty moves of each side without a capture or a pawn's move; and after "
            f"{self.plies} moves of both together. Repetition is no draw. An illegal move loses at once. You play "
            f"{('White', 'Black')[player]}."
        )

    def solvable(self, state: State) -> bool:
        """Return False: no position is worth the wait."""
        return False

    def patience(self, state: State) -> int:
        """Return few where there are many moves: each takes python-chess a tenth of a millisecond and more."""
        return 12_000 // max(8, len(_facts(state)[0]))

    def estimate(self, state: State) -> float:
        """Count material, and a little mobility."""
        rows = "".join(self._rows(state))
        score = sum(worth * (rows.count(piece.upper()) - rows.count(piece)) for piece, worth in WORTH.items())
        score += 0.01 * len(_facts(state)[0]) * (1 if state.split()[1] == "w" else -1)
        return 0.99 * score / (10 + abs(score))

    def promising(self, state: State) -> tuple[int, ...]:
        """Return captures of the most valuable pieces first."""
        rows = self._rows(state)

        def worth(move: int) -> float:
            to = moves_on_board()[move][2:4]
            return -WORTH.get(rows[8 - int(to[1])]["abcdefgh".index(to[0])].lower(), 0.0)

        return tuple(sorted(self.legal(state), key=worth))


Chess.levels = (Chess(QUEEN, 60), Chess(PAWNS, 150), Chess(FULL, 300))
