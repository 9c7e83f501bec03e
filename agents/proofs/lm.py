"""A causal language model as a policy over tactics: it reads the first goal and writes a tactic, by beam search.

The same model writes theorems when it is shown one (`conjecture`), so that one model can be conjecturer and prover.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from ..llm import nano
from ..training.finetune import Row, batches, fine_tune
from .policy import Suggestion, first_goal

_WORD = re.compile(r" ?[^\W\d]\w*")
_SPACE = re.compile(r" ?([^\w\s]) ?")

Pair = tuple[str, str]
"""What the model reads and what it is to write."""


def compact(text: str) -> str:
    r"""Return goals or a statement without the spaces around signs: a third of the tokens, and the same to Lean.

    >>> compact("h1 : p ∨ r\n⊢ q ∧ ¬p → r")
    'h1:p∨r\n⊢q∧¬p→r'
    """
    return _SPACE.sub(r"\1", text)


def reads(goals: str) -> str:
    """Return what the model is shown of goals: the first, compact."""
    return compact(first_goal(goals))


def tokenizer_for(texts: Sequence[str], context: int = 512) -> Any:
    """Return a tokenizer for the nano model that reads the words of some texts as one token each."""
    words = Counter(word for text in texts for word in set(_WORD.findall(text)) if len(word) > 1)
    often = sorted(word for word, count in words.items() if count >= 2)
    signs = "".join(sorted({sign for text in texts for sign in text if ord(sign) > 126}))
    return nano.make_tokenizer(often, extra=signs, context=context)


class LMPolicy:
    """A causal language model and its tokenizer as a `TacticPolicy`.

    The log-probability of a tactic is that of the model writing it and then ending.
    """

    def __init__(self, model: Any, tokenizer: Any, *, width: int = 8, max_tokens: int = 16, batch: int = 64) -> None:
        """Suggest the `width` likeliest tactics, as beam search finds them, of at most `max_tokens` tokens each."""
        self.model, self.tokenizer = model, tokenizer
        self.width, self.max_tokens, self.batch = width, max_tokens, batch

    def suggest(self, goals: Sequence[str]) -> list[list[Suggestion]]:
        """Return tactics for each text of goals."""
        prompts = [self.encode(reads(text)) for text in goals]
        room = self.tokenizer.model_max_length - self.max_tokens
        order = sorted((i for i in range(len(prompts)) if len(prompts[i]) <= room), key=lambda i: len(prompts[i]))
        out: list[list[Suggestion]] = [[] for _ in goals]  # none for goals too long to read
        for at in range(0, len(order), self.batch):
            chosen = order[at : at + self.batch]
            for i, found in zip(chosen, self._beam([prompts[i] for i in chosen]), strict=True):
                out[i] = found
        return out

    def encode(self, text: str) -> list[int]:
        """Return the tokens of a prompt: the text and the newline after which the model writes."""
        ids: list[int] = self.tokenizer(f"{text}\n", add_special_tokens=False)["input_ids"]
        return ids

    def _beam(self, prompts: Sequence[list[int]]) -> list[list[Suggestion]]:
        """Return for N prompts the best W endings, by beam search over (N, W) rows with one cache."""
        import torch

        n, w, eos = len(prompts), self.width, int(self.tokenizer.eos_token_id)
        longest = max(map(len, prompts))
        ids = torch.full((n, longest), int(self.tokenizer.pad_token_id))
        seen = torch.zeros_like(ids)
        for row, prompt in enumerate(prompts):
            ids[row, longest - len(prompt) :] = torch.tensor(prompt)
            seen[row, longest - len(prompt) :] = 1
        device = next(self.model.parameters()).device
        ids, seen = ids.to(device), seen.to(device)
        training = self.model.training
        self.model.eval()
        with torch.no_grad():
            positions = (seen.cumsum(1) - 1).clamp(min=0)
            out = self.model(
                input_ids=ids, attention_mask=seen, position_ids=positions, use_cache=True, logits_to_keep=1
            )
            cache = out.past_key_values
            logps = out.logits[:, -1].float().log_softmax(-1)  # (N, V)
            scores, tokens = logps.topk(w, dim=-1)  # (N, W)
            cache.batch_repeat_interleave(w)
            seen = seen.repeat_interleave(w, 0)
            texts = tokens.unsqueeze(-1)  # (N, W, length)
            position = positions[:, -1:].repeat_interleave(w, 0)
            vocabulary = logps.shape[-1]
            over = tokens == eos
            for _ in range(self.max_tokens - 1):
                if bool(over.all()):
                    break
                position = position + 1
                seen = torch.cat([seen, torch.ones_like(seen[:, :1])], 1)
                last = texts[:, :, -1].reshape(-1, 1)
                out = self.model(
                    input_ids=last, attention_mask=seen, position_ids=position, past_key_values=cache, use_cache=True
                )
                logps = out.logits[:, -1].float().log_softmax(-1).view(n, w, vocabulary)
                logps = logps.masked_fill(over.unsqueeze(-1), -torch.inf)
                logps[:, :, eos] = torch.where(over, 0.0, logps[:, :, eos])  # what has ended stays as it is
                scores, flat = (scores.unsqueeze(-1) + logps).view(n, -1).topk(w, dim=-1)
                parent = flat // vocabulary
                tokens = flat % vocabulary
                texts = torch.cat([texts.gather(1, parent.unsqueeze(-1).expand(-1, -1, texts.shape[-1])),
                                   tokens.unsqueeze(-1)], -1)  # fmt: skip
                over = over.gather(1, parent) | (tokens == eos)
                rows = (parent + torch.arange(n, device=device).unsqueeze(-1) * w).view(-1)
                cache.reorder_cache(rows)
        self.model.train(training)
        shown = self.tokenizer.batch_decode(texts.view(n * w, -1), skip_special_tokens=True)
        found = []
        for row, (logp, ended) in enumerate(zip(scores.tolist(), over.tolist(), strict=True)):
            best: dict[str, float] = {}
            for k, text in enumerate(shown[row * w : (row + 1) * w]):
                if ended[k] and text.strip():
                    best.setdefault(text.strip(), logp[k])
            found.append([Suggestion(tactic, value) for tactic, value in best.items()])
        return found

    def sample(self, texts: Sequence[str], *, seed: int, max_tokens: int, temperature: float = 1.0) -> list[str]:
        """Return what the model writes after each text, sampled; what does not end in time is empty."""
        import torch

        out: list[str] = []
        eos = int(self.tokenizer.eos_token_id)
        self.model.eval()
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            for at in range(0, len(texts), self.batch):
                rows = [self.encode(text) for text in texts[at : at + self.batch]]
                padded = self.tokenizer.pad({"input_ids": rows}, return_tensors="pt").to(self.model.device)
                written = self.model.generate(
                    **padded, do_sample=True, temperature=temperature, top_k=0, max_new_tokens=max_tokens
                )[:, padded["input_ids"].shape[1] :]
                said = self.tokenizer.batch_decode(written, skip_special_tokens=True)
                out += [text.strip() if eos in row else "" for text, row in zip(said, written.tolist(), strict=True)]
        return out


def fit(
    policy: LMPolicy,
    pairs: Sequence[Pair],
    *,
    steps: int,
    batch: int = 64,
    learning_rate: float = 2e-3,
    seed: int = 0,
    weights: Sequence[float] | None = None,
    on_step: Callable[[int, float], None] | None = None,
) -> float:
    """Fine-tune the model in place on pairs of a prompt and an answer; returns the mean loss of the last ten steps.

    Args:
        policy: Whose model.
        pairs: What is read and what is written; see `reads`.
        steps: Steps of AdamW, a linear rise over ten and a linear fall to a tenth.
        batch: Pairs a step.
        learning_rate: At the top.
        seed: Decides the order.
        weights: How often each pair is drawn in comparison; all alike by default.
        on_step: Is told the step and its loss.
    """
    import numpy as np

    if not pairs or steps < 1:
        return float("nan")
    tokenizer, model = policy.tokenizer, policy.model
    rows: list[Row] = []
    for read, write in pairs:
        answer = [*tokenizer(write, add_special_tokens=False)["input_ids"], int(tokenizer.eos_token_id)]
        rows.append((policy.encode(read), answer, [1] * len(answer)))
    if weights is None:
        order = batches(len(rows), batch, seed)
    else:
        rng, p = np.random.default_rng([seed, 7]), np.array(weights) / np.sum(weights)
        order = iter(lambda: rng.choice(len(rows), size=batch, p=p).tolist(), None)

    def rate(step: int) -> float:
        return learning_rate * (min(1.0, step / 10) * (1.0 - 0.9 * step / steps))

    losses = fine_tune(model, rows, itertools.islice(order, steps), rate, int(tokenizer.pad_token_id), on_step=on_step)
    model.eval()
    return float(np.mean(losses[-10:]))


__all__ = ["LMPolicy", "Pair", "compact", "fit", "reads", "tokenizer_for"]
