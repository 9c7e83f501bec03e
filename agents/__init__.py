"""Who acts: the `Agent` protocol, random and oracle agents, language models, and how they are trained.

Importing this room imports no torch; `agents.llm` and `agents.training` do, behind the extra `palaestra[train]`.
"""

from .agent import Agent
from .rollout import Episode, rollout
from .scripted import OracleAgent, RandomAgent, rebuild

__all__ = ["Agent", "Episode", "OracleAgent", "RandomAgent", "rebuild", "rollout"]
