"""How often answer verifiers are wrong, by form of answer and pattern of attack, and how long they take."""
