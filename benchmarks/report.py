"""A run folder as a report: Markdown and one self-contained HTML page, made from the run's files alone.

Reads `study.json`, `evaluations.jsonl`, `warm_up.json`, `metrics.jsonl` (of the run and of each `controls/*` folder)
and `samples.jsonl`; writes `report.md`, `report.html` and `curves.png`. Nothing in it is computed by training code
twice.
"""

from __future__ import annotations

import base64
import html
import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from palaestra.agents.files import read_lines
from palaestra.envs import MissingExtraError, PalaestraError

CURVES = {
    "grpo": (
        ("reward", "mean reward"),
        ("accuracy", "accuracy on training problems"),
        ("length", "mean length (tokens)"),
    ),
    "spiral": (
        ("score", "held-out score against the random player"),
        ("well_formed", "seats without an illegal move"),
        ("length", "mean length (tokens)"),
    ),
    "expert-iteration": (
        ("held_out", "held-out theorems proved by search"),
        ("proved", "given theorems proved so far"),
        ("length", "mean length of new proofs (tactics)"),
    ),
    "stp": (
        ("held_out", "held-out theorems proved by search"),
        ("proved", "given theorems proved so far"),
        ("barely", "conjectures barely provable"),
    ),
}
"""By recipe: what of `metrics.jsonl` is drawn; on `HELD_OUT` stand the held-out evaluations, too."""
HELD_OUT = ("accuracy", "score", "held_out")
MAIN = ("sampled", "mcts", "best-first")
UNBEATEN = "won or drew %"
"""How answers are found in the evaluations that a report's first sentence is about."""


def _unbeaten(row: dict[str, Any]) -> str:
    """Return the share of games that were won or drawn, in percent; nothing for what is no game."""
    games = {status: row["statuses"].get(status, 0) for status in ("win", "draw", "loss")}
    total = sum(games.values())
    return f"{100 * (games['win'] + games['draw']) / total:.1f}" if total and "seats" in row else ""


def _percent(row: dict[str, Any]) -> str:
    return f"{100 * row['accuracy']:.1f} [{100 * row['low']:.1f}, {100 * row['high']:.1f}]"


def conclusion(evaluations: Sequence[dict[str, Any]]) -> str:
    """Return the finding in one sentence, as the numbers have it."""
    picked = {row["phase"]: row for row in evaluations if row.get("decoding") in MAIN and row.get("set") == "held out"}
    before, after = picked.get("before"), picked.get("after")
    if not before or not after:
        return "The run is not finished: there is no evaluation before and after to compare."
    measure = after.get("measure", "accuracy")
    told = _exploited(evaluations, before, after)
    if "seats" in after:
        told += f"It won or drew {_unbeaten(before)} % of its games before and {_unbeaten(after)} % after"
        told += f"; the random player {_unbeaten(picked['random'])} %. " if "random" in picked else ". "
    gain = 100 * (after["accuracy"] - before["accuracy"])
    apart = after["low"] > before["high"] or after["high"] < before["low"]
    controls = [
        f"{row['label']} reached {_percent(row)} %"
        for row in evaluations
        if row["phase"] == "control" and row.get("decoding") in MAIN and row.get("set") == "held out"
    ]
    return told + (
        f"Held-out {measure} ({after['decoding']}) went from {_percent(before)} % to {_percent(after)} %: "
        f"{gain:+.1f} points; the 95 % intervals {'do not touch' if apart else 'overlap'}."
        + (f" From the same start, {' and '.join(controls)}." if controls else "")
    )


def _exploited(evaluations: Sequence[dict[str, Any]], before: dict[str, Any], after: dict[str, Any]) -> str:
    """Return what became of the exploitability, where it was measured: it says more than any one opponent."""
    if "exploitability" not in before or "exploitability" not in after:
        return ""
    curves = exploitability_curves(evaluations)
    means = [f"{label} {steps[-1][1]:.3f} and {steps[-1][2]:.3f}" for label, steps in curves.items() if steps]
    return (
        f"Exploitability was {before['exploitability']:.3f} before training (uniform play: "
        f"{after['uniform_exploitability']:.3f}); at the end, last policy and average of the checkpoints: "
        f"{'; '.join(means) or format(after['exploitability'], '.3f')}. "
    )


def findings(metrics: Sequence[dict[str, Any]], label: str = "GRPO") -> list[str]:
    """Return what the training metrics say to a person who wonders about the outcome."""
    if not metrics:
        return []
    out = [f"{label} took {sum(row.get('seconds') or 0 for row in metrics):.0f} s for {len(metrics)} steps."]
    dead = [row for row in metrics if row.get("zero_std_share") == 1.0]
    if label == "GRPO" and len(dead) > len(metrics) / 2:
        out.append(
            f"In {len(dead)} of {len(metrics)} steps all rollouts of every problem earned the same, so there was "
            "nothing to learn from: begin at an easier level, warm up first, or raise the number of rollouts."
        )
    return out


def exploitability_note(evaluations: Sequence[dict[str, Any]]) -> list[str]:
    """Return how exploitable the model and its controls were as they learned, in games where that is measured."""
    rows = [row for row in evaluations if "exploitability" in row and row["set"] == "held out"]
    if not rows:
        return []
    out = [f"Exploitability (NashConv over the seats) of uniform play: {rows[0]['uniform_exploitability']:.3f}."]
    out += [f"Before training: {row['exploitability']:.3f}." for row in rows if row["phase"] == "before"]
    for label, steps in exploitability_curves(evaluations).items():
        told = ", ".join(f"{step}: {last:.3f} / {mean:.3f}" for step, last, mean in steps)
        out.append(f"{label}, by step, last policy / average of the checkpoints so far: {told}.")
    return out


def exploitability_curves(evaluations: Sequence[dict[str, Any]]) -> dict[str, list[tuple[int, float, float]]]:
    """Return by label the steps with the exploitabilities of the last policy and of the average."""
    curves: dict[str, list[tuple[int, float, float]]] = {}
    for row in evaluations:
        if row["phase"] == "during" and "exploitability" in row and row["set"] == "held out":
            last = row["exploitability"]
            curves.setdefault(row["label"], []).append((row["step"], last, row.get("average_exploitability", last)))
    return {label: sorted(steps) for label, steps in curves.items()}


def warm_up_note(warmed: dict[str, Any]) -> str:
    """Return what `warm_up.json` says, as a sentence."""
    right, count = warmed["right"], warmed["demonstrations"]
    return (
        f"Of the warm-up's {count} demonstrations {right} ({100 * right / count:.1f} %) are right, the rest "
        f"{warmed.get('rest', 'end in a wrong answer')}; {warmed['steps']} steps took {warmed['seconds']:.0f} s."
    )


def _figure(run: Path, config: dict[str, Any], evaluations: Sequence[dict[str, Any]]) -> bytes:
    """Return the learning curves as a PNG: training metrics, with the held-out accuracies before and after."""
    try:
        import matplotlib
    except ImportError as error:
        raise MissingExtraError("reports draw curves with matplotlib: pip install 'palaestra[train]'") from error
    matplotlib.use("agg")
    from matplotlib.figure import Figure

    recipe = config.get("recipe", "grpo")
    main = recipe.upper()
    runs = [(main, read_lines(run / "metrics.jsonl"))]
    for folder in sorted((run / "controls").glob("*")) if (run / "controls").is_dir() else []:
        rows = read_lines(folder / "metrics.jsonl")
        if rows:
            runs.append((f"control: {folder.name}", rows))
    exploited = exploitability_curves(evaluations)
    figure = Figure(figsize=(16 if exploited else 12, 3.4), layout="constrained")
    axes = list(figure.subplots(1, 4 if exploited else 3))
    if exploited:
        _draw_exploitability(axes.pop(), exploited, evaluations)
    for axis, (key, title) in zip(axes, CURVES[recipe], strict=True):
        for label, rows in runs:
            points = [(row["step"], row[key]) for row in rows if row.get(key) is not None]
            if points:
                axis.plot(*zip(*points, strict=True), label=label, linewidth=1.4)
        if key in HELD_OUT:
            steps = [row["step"] for row in runs[0][1]]
            for row in evaluations:
                of_run = row["phase"] in ("before", "after") or (row["phase"] == "during" and row["label"] == main)
                if of_run and row.get("decoding") in MAIN and row.get("set") == "held out":
                    x = row.get("step", 0 if row["phase"] == "before" else max(steps, default=1))
                    bars = [[row["accuracy"] - row["low"]], [row["high"] - row["accuracy"]]]
                    axis.errorbar([x], [row["accuracy"]], yerr=bars, fmt="o", color="black", capsize=3)
            axis.set_ylim(-0.02, 1.02)
        axis.set(title=title, xlabel="step")
        axis.grid(alpha=0.3)
    if len(runs) > 1:  # a legend where most runs are drawn, the last of several such
        axis = max(reversed(figure.axes), key=lambda axis: len(axis.get_legend_handles_labels()[1]))
        axis.legend(fontsize=8)
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=110)
    return buffer.getvalue()


def _draw_exploitability(
    axis: Any, curves: Mapping[str, list[tuple[int, float, float]]], evaluations: Sequence[dict[str, Any]]
) -> None:
    rows = [row for row in evaluations if "exploitability" in row and row["set"] == "held out"]
    axis.axhline(rows[0]["uniform_exploitability"], color="grey", linestyle=":", label="uniform play")
    axis.axhline(rows[0]["uniform_exploitability"] / 2, color="grey", linestyle="--", label="half of it")
    begun = [(0, row["exploitability"], row["exploitability"]) for row in rows if row["phase"] == "before"]
    for number, (label, steps) in enumerate(curves.items()):
        xs, last, mean = zip(*begun, *steps, strict=True)
        axis.plot(xs, last, color=f"C{number}", linewidth=1, label=f"{label}: last")
        axis.plot(xs[len(begun) :], mean[len(begun) :], color=f"C{number}", linewidth=2.2, label=f"{label}: average")
    axis.set(title="exploitability", xlabel="step", ylim=(0, None))
    axis.grid(alpha=0.3)
    axis.legend(fontsize=7)


def _table(evaluations: Sequence[dict[str, Any]]) -> tuple[list[str], list[list[str]]]:
    games = any("seats" in row for row in evaluations)
    head = ["phase", "problems", "decoding", "accuracy % [95 %]", "answers", "mean length", "no answer or malformed"]
    if games:
        head = [
            "phase",
            "against",
            "decoding",
            "score % [95 %]",
            "games",
            "mean length",
            "illegal",
            "by seat %",
            UNBEATEN,
        ]
    body = []
    for row in evaluations:
        formless = sum(n for status, n in row["statuses"].items() if status in ("no_answer", "malformed", "illegal"))
        if row["phase"] == "during":
            continue
        name = row["phase"] if row["phase"] != "control" else f"control: {row['label']}"
        body.append(
            [
                name,
                f"{row['set']} ({row['problems']})",
                row["decoding"],
                _percent(row),
                str(row["answers"]),
                f"{row['length']:.1f}",
                str(formless),
                *(
                    [" / ".join(f"{100 * share:.1f}" for share in row.get("seats", [])), _unbeaten(row)]
                    if games
                    else []
                ),
            ]
        )
    return head, body


def _samples(run: Path) -> list[dict[str, Any]]:
    rows = read_lines(run / "samples.jsonl")
    last = [row for row in rows if row["step"] == rows[-1]["step"]] if rows else []
    return [*rows[:2], *last[:2]] if len(rows) > 4 else rows


def write_report(run: Path) -> list[Path]:
    """Write `report.md`, `report.html` and `curves.png` into a run folder and return the first two paths.

    Raises:
        PalaestraError: If the folder is no run folder.
        MissingExtraError: If matplotlib is not installed.
    """
    if not (run / "study.json").exists():
        raise PalaestraError(f"{run} is no run folder: it has no study.json; 'palaestra train' makes one")
    config = json.loads((run / "study.json").read_text(encoding="utf-8"))
    evaluations = read_lines(run / "evaluations.jsonl")
    png = _figure(run, config, evaluations)
    (run / "curves.png").write_bytes(png)
    title = f"{config['settings']['model']} on {config['id']}"
    finding = conclusion(evaluations)
    head, body = _table(evaluations)
    notes = [str(note) for note in config.get("notes", [])] + findings(
        read_lines(run / "metrics.jsonl"), config.get("recipe", "grpo").upper()
    )
    notes += exploitability_note(evaluations)
    if (run / "warm_up.json").exists():
        notes.append(warm_up_note(json.loads((run / "warm_up.json").read_text(encoding="utf-8"))))
    notes.append(f"Machine: {', '.join(f'{k} {v}' for k, v in config.get('machine', {}).items())}.")
    settings = json.dumps(config, indent=2, ensure_ascii=False)

    lines = [f"# {title}", "", finding, "", "![learning curves](curves.png)", "", "## Evaluations", ""]
    lines += ["| " + " | ".join(head) + " |", "|---" * len(head) + "|"]
    lines += ["| " + " | ".join(row) + " |" for row in body]
    lines += ["", *[f"- {note}" for note in notes], "", "## Samples from training", ""]
    for sample in _samples(run):
        text = json.dumps(sample, ensure_ascii=False, indent=1)
        lines += ["```json", text, "```", ""]
    lines += ["## Do it again", "", "```bash", config.get("command", ""), "```", ""]
    lines += ["## Settings", "", "```json", settings, "```", ""]
    (run / "report.md").write_text("\n".join(lines), encoding="utf-8")

    cells = "".join("<tr>" + "".join(f"<td>{html.escape(c)}</td>" for c in row) + "</tr>" for row in body)
    samples = "".join(f"<pre>{html.escape(json.dumps(s, ensure_ascii=False, indent=1))}</pre>" for s in _samples(run))
    image = base64.b64encode(png).decode()
    page = f"""<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(title)}</title><style>
body{{font:16px/1.5 system-ui,sans-serif;max-width:1080px;margin:2em auto;padding:0 1em;color:#212529}}
table{{border-collapse:collapse;width:100%}}td,th{{border-bottom:1px solid #dee2e6;padding:.35em .6em;text-align:left}}
pre{{background:#f8f9fa;padding:.8em;overflow:auto;font-size:13px}}img{{width:100%}}.finding{{font-size:1.15em}}
</style></head><body><h1>{html.escape(title)}</h1><p class="finding">{html.escape(finding)}</p>
<img alt="learning curves" src="data:image/png;base64,{image}">
<h2>Evaluations</h2><table><tr>{"".join(f"<th>{html.escape(h)}</th>" for h in head)}</tr>{cells}</table>
<ul>{"".join(f"<li>{html.escape(note)}</li>" for note in notes)}</ul>
<h2>Samples from training</h2>{samples}
<h2>Do it again</h2><pre>{html.escape(config.get("command", ""))}</pre>
<h2>Settings</h2><pre>{html.escape(settings)}</pre></body></html>"""
    (run / "report.html").write_text(page, encoding="utf-8")
    return [run / "report.md", run / "report.html"]
