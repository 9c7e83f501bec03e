"""A language model as a policy with exact probabilities, for `games.exploitability` and its like.

The probability of a move is that of the model writing the move's text and then ending its message, given the whole
conversation that a seat has had: what sampling at temperature 1 would do, without sampling. What the model gives to
texts that name no legal move is left out, and `legal` says how much that is.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import Any

import numpy as np

from palaestra.envs.games import Infoset, Tree, UnsolvableError

from ..table import Table
from .prompts import Stream

GAMES = 20_000
"""Random games after which the search for unseen information sets is given up."""


class ModelPolicy:
    """The policy of a model at every information set of a small game; call it with an `Infoset`.

    Attributes:
        chances: By seat and `Infoset.key` the probabilities of the legal moves.
        legal: By the same what share of the model's answers is legal, written as `rules.write` writes moves.
    """

    def __init__(
        self, model: Any, tokenizer: Any, make: Callable[[], Table], *, system: str | None = None, batch: int = 64
    ) -> None:
        """Ask the model once at each information set.

        Args:
            model: A causal language model of Transformers.
            tokenizer: Its tokenizer.
            make: Returns a table of the game.
            system: A system message in front of every conversation.
            batch: How many texts to score at once.

        Raises:
            UnsolvableError: If the game is too large to write out.
        """
        from .transformers_backend import end_tokens

        found = conversations(make, tokenizer, end_tokens(model, tokenizer), system)
        rows: list[tuple[list[int], list[int]]] = []
        where: list[tuple[tuple[int, Hashable], int]] = []
        for key, (context, moves) in found.items():
            for move, said in moves.items():
                rows.append((context, said))
                where.append((key, move))
        logps = np.concatenate([score(model, tokenizer, rows[i : i + batch]) for i in range(0, len(rows), batch)])
        self.chances: dict[tuple[int, Hashable], dict[int, float]] = {key: {} for key in found}
        self.legal: dict[tuple[int, Hashable], float] = {}
        for (key, move), logp in zip(where, logps.tolist(), strict=True):
            self.chances[key][move] = logp
        for key, chances in self.chances.items():
            top = max(chances.values())
            weights = {move: float(np.exp(logp - top)) for move, logp in chances.items()}
            total = sum(weights.values())
            self.legal[key] = float(np.exp(top)) * total
            self.chances[key] = {move: weight / total for move, weight in weights.items()}

    def __call__(self, infoset: Infoset) -> dict[int, float]:
        """Return the probabilities of the legal moves."""
        return self.chances[infoset.seat, infoset.key]


Conversations = dict[tuple[int, Hashable], tuple[list[int], dict[int, list[int]]]]
"""By seat and key: the tokens read so far, and by legal move the tokens that say it."""


def conversations(
    make: Callable[[], Table], tokenizer: Any, ends: set[int] | None = None, system: str | None = None
) -> Conversations:
    """Return the conversation that leads to each information set, own moves written as the rules write them.

    They are collected from random games, which reach every information set sooner or later.

    Raises:
        UnsolvableError: If the game is too large to write out, or not all of it is reached in `GAMES` games.
    """
    table = make()
    wanted = {(infoset.seat, infoset.key) for infoset in Tree(table.rules).infosets}
    found: Conversations = {}
    eos = int(tokenizer.eos_token_id)

    def spoken(move: int) -> list[int]:
        text = table.format.write("", table.rules.write(move))
        return [*tokenizer(text, add_special_tokens=False)["input_ids"], eos]

    for seed in range(GAMES):
        if len(found) == len(wanted):
            return found
        heard = str(table.reset(seed=seed)[0])
        streams = [Stream(tokenizer, ends or (), system) for _ in range(table.rules.players)]
        while table.paid is None:
            seat = table.seat
            streams[seat].hear(heard)
            key = seat, table.rules.known(table.state, seat)
            if key not in found:
                found[key] = streams[seat].context, {move: spoken(move) for move in table.rules.legal(table.state)}
            move = table.random_move()
            streams[seat].say(spoken(move))
            heard = str(table.step(move)[0])
    if len(found) < len(wanted):
        raise UnsolvableError(
            f"{table.id}: {GAMES} random games reached {len(found)} of {len(wanted)} information sets; "
            "use smaller knobs"
        )
    return found


def score(model: Any, tokenizer: Any, rows: Sequence[tuple[list[int], list[int]]]) -> np.ndarray:
    """Return, (N,), the log-probability of each text after its context, N pairs of token ids."""
    import torch

    width = max(len(context) + len(said) for context, said in rows)
    longest = max(len(said) for _, said in rows)
    ids = torch.full((len(rows), width), tokenizer.pad_token_id)
    seen = torch.zeros_like(ids)
    own = torch.zeros((len(rows), longest), dtype=torch.bool)
    for row, (context, said) in enumerate(rows):
        ids[row, width - len(context) - len(said) :] = torch.tensor(context + said)
        seen[row, width - len(context) - len(said) :] = 1
        own[row, longest - len(said) :] = True
    device = next(model.parameters()).device
    positions = (seen.cumsum(1) - 1).clamp(min=0)
    training = model.training
    model.eval()
    with torch.no_grad():
        out = model(
            input_ids=ids.to(device),
            attention_mask=seen.to(device),
            position_ids=positions.to(device),
            logits_to_keep=longest + 1,
            use_cache=False,
        )
    model.train(training)
    logps = out.logits[:, -longest - 1 : -1].float().log_softmax(-1)  # (N, longest, vocabulary)
    picked = logps.gather(-1, ids[:, width - longest :].to(device).unsqueeze(-1)).squeeze(-1)
    summed: np.ndarray = (picked * own.to(device)).sum(1).double().cpu().numpy()
    return summed


__all__ = ["ModelPolicy", "conversations", "score"]
