"""The tactics: each a function of the runner and its syntax. None of them is trusted."""
