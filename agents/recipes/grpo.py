"""GRPO (Shao et al. 2024, arXiv:2402.03300) on any environment, by TRL, with a run folder that survives kill -9.

Parts: the bridge (rows are names, the wrapper stack is the reward), TRL's loss as its flags say, our four seams. By
default the loss is Dr. GRPO's (no division by length), with DAPO's higher upper clip and no KL term; with one
optimizer step for each batch of rollouts the ratio is 1 and the clip does nothing. Left out of the papers: a learned
reward model, a reference model (`trl={"beta": …}` brings it back), several updates on a batch.

A run folder holds config.json, metrics.jsonl, samples.jsonl, checkpoints/, warm_up.json and start/ (the model after
its warm-up, if there was one) and, at the end, model/.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from palaestra.envs import PalaestraError
from palaestra.wrappers import Shaper

from ..files import write_json
from ..llm import nano
from ..llm.runtime import FOR_TRAINING, require, require_reporter
from ..settings import Settings
from ..training.bridge import Bridge, Make
from ..training.runs import finished, open_run, save_model, world_size
from ..training.seams import Seams, ShuffledRewards
from ..training.warmup import WarmUp, warm_up


@dataclass(frozen=True)
class GRPO(Settings):
    """What a run does. All of it is JSON, and all of it is written into the run's config.json."""

    model: str = "nano"
    """"nano" or "nano-64x2" (by hidden size and layers), "smollm2", a folder, a GGUF file or a Hugging Face id."""
    phrases: bool = False
    """Whether a nano model reads all that prompts have word for word in common as a few tokens, not word by word."""
    system: str | None = None
    """A system message in front of every prompt."""
    steps: int = 60
    """Optimizer steps; 0 only warms up."""
    prompts: int = 16
    """Problems in a step."""
    rollouts: int = 8
    """Rollouts of each problem: the group that advantages compare."""
    at_once: int = 0
    """The most rows that a process works on at once, for gradients that are then summed; 0 for all of a step. Fewer
    take less memory and, without a GPU, less time."""
    max_new_tokens: int = 64
    """The most tokens of a completion; of a whole conversation where there are several turns."""
    learning_rate: float = 2e-4
    """Of AdamW. TRL's default of 1e-6 moves no small model in a hundred steps."""
    schedule: str = "constant_with_warmup"
    """Transformers' name of the learning-rate schedule."""
    warmup_steps: int = 5
    """Steps in which the learning rate rises."""
    temperature: float = 1.0
    """Of sampling."""
    loss: str = "dr_grpo"
    """TRL's `loss_type`."""
    scale_rewards: str = "group"
    """What advantages are divided by: the standard deviation in the group, in the batch, or none."""
    epsilon_high: float = 0.28
    """The upper clip."""
    beta: float = 0.0
    """Weight of the KL to the model that training starts from."""
    lora_rank: int = 0
    """Rank of LoRA adapters on all linear layers, merged at the end; 0 trains all weights."""
    bf16: bool = False
    """Whether the forward and backward passes run in bfloat16."""
    levels: tuple[int, ...] = ()
    """Levels to train on, in turn; none for the environment as it was made."""
    names: int = 4096
    """How many problems the training set has."""
    warm_up: WarmUp = field(default_factory=WarmUp)
    """Fine-tuning on demonstrations first."""
    shuffle_rewards: bool = False
    """A control: deal out each batch's rewards at random. Must teach nothing."""
    seed: int = 0
    """Decides the model's first weights, the problems, the demonstrations and the sampling."""
    checkpoint_every: int = 20
    """Steps between checkpoints."""
    keep_checkpoints: int = 2
    """Complete checkpoints to keep."""
    report_to: str = "none"
    """TRL's `report_to`: none, tensorboard, wandb, trackio."""
    trl: Mapping[str, Any] = field(default_factory=dict)
    """Any other field of TRL's GRPOConfig, such as {"use_vllm": true, "vllm_mode": "colocate"}."""


NANO_SORT = GRPO(
    model="nano",
    steps=90,
    prompts=16,
    rollouts=8,
    max_new_tokens=6,
    learning_rate=2e-4,
    warm_up=WarmUp(steps=260, good=0.35, count=4096, batch=64),
)
"""The nano model on Puzzle-Sort-v0, level 0, format "plain"."""

SMOLLM2_ARITHMETIC = GRPO(
    model="smollm2",
    steps=14,
    prompts=4,
    rollouts=8,
    max_new_tokens=12,
    learning_rate=3e-4,
    temperature=0.7,
    schedule="linear",
    warmup_steps=0,
    lora_rank=16,
    bf16=True,
    names=1024,
    checkpoint_every=4,  # a step takes a quarter of a minute without a GPU
)
"""SmolLM2-135M-Instruct on Math-Arithmetic-v0, level 0, format "plain"."""

PRESETS = {"nano-sort": NANO_SORT, "smollm2-arithmetic": SMOLLM2_ARITHMETIC}


def trl_config(settings: GRPO, folder: Path) -> dict[str, Any]:
    """Return the arguments of TRL's GRPOConfig that the settings come to; `settings.trl` has the last word."""
    import torch

    rows = settings.prompts * settings.rollouts // world_size()
    parts = next(n for n in range(1, rows + 1) if rows % n == 0 and rows // n <= (settings.at_once or rows))
    return {
        "output_dir": str(folder / "checkpoints"),
        "max_steps": settings.steps,
        "per_device_train_batch_size": rows // parts,
        "gradient_accumulation_steps": parts,
        "num_generations": settings.rollouts,
        "max_completion_length": settings.max_new_tokens,
        "learning_rate": settings.learning_rate,
        "lr_scheduler_type": settings.schedule,
        "warmup_steps": settings.warmup_steps,
        "temperature": settings.temperature,
        "loss_type": settings.loss,
        "scale_rewards": settings.scale_rewards,
        "epsilon_high": settings.epsilon_high,
        "beta": settings.beta,
        "max_grad_norm": 1.0,
        "seed": settings.seed,
        "bf16": settings.bf16,
        "use_cpu": not torch.cuda.is_available(),
        "gradient_checkpointing": False,  # it costs the key-value cache; turn it on by `trl` where memory is short
        "dataloader_pin_memory": torch.cuda.is_available(),
        "save_strategy": "steps",
        "save_steps": settings.checkpoint_every,
        "save_total_limit": None,  # we drop old checkpoints ourselves, after the new one is whole
        "logging_steps": 1,
        "disable_tqdm": True,
        "report_to": settings.report_to,
        "push_to_hub": False,
        "ddp_timeout": 86_400,  # seconds: all processes wait while one warms up or measures
        **settings.trl,
    }


def train(
    make: Make,
    settings: GRPO,
    run_dir: str | Path,
    *,
    resume: bool = False,
    dry_run: bool = False,
    seams: Seams | None = None,
    shapers: Sequence[Shaper] = (),
    build: Callable[..., Bridge] = Bridge,
    progress: bool = True,
    about: str = "",
) -> Path:
    """Train and return the folder of the trained model.

    Args:
        make: Returns the environment to train on, wrapped as you like; give it `split="train"`.
        settings: What to do.
        run_dir: Where to leave everything.
        resume: Go on from the newest complete checkpoint, or from the start if there is none.
        dry_run: Print what would be done, as JSON, and return without doing it.
        seams: A method's parts; see `training.Seams`.
        shapers: Group wrappers, applied in order.
        build: Returns the bridge, given `make`, the tokenizer, `system` and `shapers`.
        progress: Whether to show a bar.
        about: What was trained on, for the model card.

    Raises:
        PalaestraError: If the folder holds another run, or the settings do not fit together.
    """
    require(*FOR_TRAINING)
    run, processes = Path(run_dir), world_size()
    if settings.prompts * settings.rollouts % processes:
        rows = settings.prompts * settings.rollouts
        raise PalaestraError(f"prompts × rollouts = {rows} rows do not divide over {processes} processes")
    config = trl_config(settings, run)
    if dry_run:
        print(json.dumps({"settings": settings.to_json(), "trl": config}, indent=2))
        return run / "model"
    require_reporter(settings.report_to)

    from datasets import Dataset
    from transformers import PrinterCallback, set_seed
    from trl import GRPOConfig

    from ..training.callbacks import Progress, RunFiles
    from ..training.trainer import SeamedGRPOTrainer

    args = GRPOConfig(**config)
    with args.main_process_first(local=False):  # one process looks, warms up and writes; the others read it then
        checkpoint = open_run(run, settings.to_json(), resume=resume, recipe=type(settings).__name__.lower())
        if finished(run):
            return run / "model"
        set_seed(settings.seed)
        model, tokenizer = _start(make, settings, run, build)
        extra = [ShuffledRewards(settings.seed)] if settings.shuffle_rewards else []
        bridge = build(make, tokenizer, system=settings.system, shapers=[*shapers, *extra])
        unnamed = nano.size_of(settings.model) is not None and settings.beta > 0
        if (settings.warm_up.steps or unnamed) and not (run / "start" / "config.json").exists():
            if settings.warm_up.steps:
                warmed = warm_up(model, bridge, settings.warm_up, settings.seed, levels=settings.levels)
                write_json(run / "warm_up.json", warmed)
            save_model(model, tokenizer, run / "start")
            model, tokenizer = _start(make, settings, run, build)  # by name: TRL looks for the KL's reference by it
    if not settings.steps:
        save_model(model, tokenizer, run / "model", card=_card(settings, about))
        return run / "model"
    names = bridge.names(settings.names, settings.seed, settings.levels)
    trainer = SeamedGRPOTrainer(
        bridge,
        seams,
        model=model,
        args=args,
        train_dataset=Dataset.from_list([bridge.row(name) for name in names]),
        processing_class=tokenizer,
        peft_config=_lora(settings),
        callbacks=[RunFiles(run, bridge, keep=settings.keep_checkpoints), *([Progress()] if progress else [])],
    )
    trainer.remove_callback(PrinterCallback)
    trainer.train(resume_from_checkpoint=str(checkpoint) if checkpoint else None)
    trained = trainer.accelerator.unwrap_model(trainer.model)
    if settings.lora_rank:
        trained = trained.merge_and_unload()
    save_model(trained, tokenizer, run / "model", card=_card(settings, about))
    return run / "model"


def starting_model(settings: GRPO, run_dir: str | Path) -> str:
    """Return the name of the model that GRPO began with: the warmed-up one of the run, or `settings.model`."""
    start = Path(run_dir) / "start"
    return str(start) if (start / "config.json").exists() else settings.model


def _start(make: Make, settings: GRPO, run: Path, build: Callable[..., Bridge]) -> tuple[Any, Any]:
    """Return the model and tokenizer that GRPO (or its warm-up) begins with, in float32: bf16 runs as autocast."""
    from ..llm.transformers_backend import load_model

    begun = starting_model(settings, run)
    if nano.size_of(begun) is not None:
        reader = build(make, nano.make_tokenizer(), system=settings.system)
        prompts = reader.texts(reader.names(256, settings.seed, settings.levels))
        tokenizer = nano.make_tokenizer(nano.vocabulary(prompts, phrases=settings.phrases))
        longest = max(len(tokenizer(prompt)["input_ids"]) for prompt in prompts)
        tokenizer.model_max_length = max(512, 2 * longest + settings.max_new_tokens)
        return nano.named(begun, tokenizer, seed=settings.seed), tokenizer
    return load_model(begun, dtype="float32", device="cpu")


def _lora(settings: GRPO) -> Any:
    if not settings.lora_rank:
        return None
    from peft import LoraConfig

    return LoraConfig(
        r=settings.lora_rank, lora_alpha=2 * settings.lora_rank, target_modules="all-linear", task_type="CAUSAL_LM"
    )


def _card(settings: GRPO, about: str) -> str:
    """Return the model card."""
    base = {"smollm2": "SmolLM2-135M-Instruct (Apache-2.0)"}.get(settings.model, settings.model)
    if nano.size_of(settings.model) is not None:
        base = "none (random weights)"
    method = type(settings).__name__
    return f"""---
library_name: transformers
pipeline_tag: text-generation
tags: [palaestra, {method.lower()}, trl]
---
# A model trained by Palaestra

Trained{f" on {about}" if about else ""} by {method} for {settings.steps} steps of {settings.prompts} problems with
{settings.rollouts} rollouts each. Base model: {base}. A model for study: it has learned this task and
nothing is claimed about any other.

## Settings

```json
{json.dumps(settings.to_json(), indent=2)}
```
"""
