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
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from palaestra.envs import MissingExtraError, PalaestraError

CURVES = (("reward", "mean reward"), ("accuracy", "accuracy on training problems"), ("length", "mean length (tokens)"))


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON-lines file; an unfinished last line (a run that still writes) is left out."""
    if not path.exists():
        return []
    rows = []
    for line in path.read_text(encoding="utf-8").splitlines():
        try:
            rows.append(json.loads(line))
        except json.JSONDecodeError:
            break
    return rows


def _percent(row: dict[str, Any]) -> str:
    return f"{100 * row['accuracy']:.1f} [{100 * row['low']:.1f}, {100 * row['high']:.1f}]"


def conclusion(evaluations: Sequence[dict[str, Any]]) -> str:
    """Return the finding in one sentence, as the numbers have it."""
    picked = {
        row["phase"]: row for row in evaluations if row.get("decoding") == "sampled" and row.get("set") == "held out"
    }
    before, after = picked.get("before"), picked.get("after")
    if not before or not after:
        return "The run is not finished: there is no evaluation before and after to compare."
    gain = 100 * (after["accuracy"] - before["accuracy"])
    apart = after["low"] > before["high"] or after["high"] < before["low"]
    controls = [
        f"{row['label']} reached {_percent(row)} %"
        for row in evaluations
        if row["phase"] == "control" and row.get("decoding") == "sampled" and row.get("set") == "held out"
    ]
    return (
        f"Held-out accuracy (sampled) went from {_percent(before)} % to {_percent(after)} %: "
        f"{gain:+.1f} points; the 95 % intervals {'do not touch' if apart else 'overlap'}."
        + (f" From the same start, {' and '.join(controls)}." if controls else "")
    )


def findings(metrics: Sequence[dict[str, Any]]) -> list[str]:
    """Return what the training metrics say to a person who wonders about the outcome."""
    if not metrics:
        return []
    out = [f"GRPO took {sum(row.get('seconds') or 0 for row in metrics):.0f} s for {len(metrics)} steps."]
    dead = [row for row in metrics if row.get("zero_std_share") == 1.0]
    if len(dead) > len(metrics) / 2:
        out.append(
            f"In {len(dead)} of {len(metrics)} steps all rollouts of every problem earned the same, so there was "
            "nothing to learn from: begin at an easier level, warm up first, or raise the number of rollouts."
        )
    return out


def warm_up_note(warmed: dict[str, Any]) -> str:
    """Return what `warm_up.json` says, as a sentence."""
    right, count = warmed["right"], warmed["demonstrations"]
    return (
        f"Of the warm-up's {count} demonstrations {right} ({100 * right / count:.1f} %) are right, the rest end in a "
        f"wrong answer; {warmed['steps']} steps took {warmed['seconds']:.0f} s."
    )


def _figure(run: Path, config: dict[str, Any], evaluations: Sequence[dict[str, Any]]) -> bytes:
    """Return the learning curves as a PNG: training metrics, with the held-out accuracies before and after."""
    try:
        import matplotlib
    except ImportError as error:
        raise MissingExtraError("reports draw curves with matplotlib: pip install 'palaestra[train]'") from error
    matplotlib.use("agg")
    from matplotlib.figure import Figure

    runs = [("GRPO", read_lines(run / "metrics.jsonl"))]
    for folder in sorted((run / "controls").glob("*")) if (run / "controls").is_dir() else []:
        rows = read_lines(folder / "metrics.jsonl")
        if rows:
            runs.append((f"control: {folder.name}", rows))
    figure = Figure(figsize=(12, 3.4), layout="constrained")
    for axis, (key, title) in zip(figure.subplots(1, 3), CURVES, strict=True):
        for label, rows in runs:
            points = [(row["step"], row[key]) for row in rows if row.get(key) is not None]
            if points:
                axis.plot(*zip(*points, strict=True), label=label, linewidth=1.4)
        if key == "accuracy":
            steps = [row["step"] for row in runs[0][1]]
            for row in evaluations:
                if row.get("decoding") == "sampled" and row.get("set") == "held out" and row["phase"] != "control":
                    x = 0 if row["phase"] == "before" else max(steps, default=1)
                    bars = [[row["accuracy"] - row["low"]], [row["high"] - row["accuracy"]]]
                    axis.errorbar([x], [row["accuracy"]], yerr=bars, fmt="o", color="black", capsize=3)
            axis.set_ylim(-0.02, 1.02)
        axis.set(title=title, xlabel="step")
        axis.grid(alpha=0.3)
        if len(runs) > 1 and key == "reward":
            axis.legend(fontsize=8)
    buffer = io.BytesIO()
    figure.savefig(buffer, format="png", dpi=110)
    return buffer.getvalue()


def _table(evaluations: Sequence[dict[str, Any]]) -> tuple[list[str], list[list[str]]]:
    head = ["phase", "problems", "decoding", "accuracy % [95 %]", "answers", "mean length", "no answer or malformed"]
    body = []
    for row in evaluations:
        formless = sum(n for status, n in row["statuses"].items() if status in ("no_answer", "malformed"))
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
    notes = [str(note) for note in config.get("notes", [])] + findings(read_lines(run / "metrics.jsonl"))
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
