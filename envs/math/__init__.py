"""Mathematics: one file per task."""
