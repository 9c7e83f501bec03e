"""Puzzles: one file per task."""
