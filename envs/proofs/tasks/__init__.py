"""Proofs as tasks: families of theorems with known proofs, to be proved at once or tactic by tactic."""
