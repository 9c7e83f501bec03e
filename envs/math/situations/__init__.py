"""Situations of word problems: programs of quantities, and their words in four languages."""
