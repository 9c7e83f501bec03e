"""Judging the mathematics of others: solutions, proofs, short answers, and questions themselves."""
