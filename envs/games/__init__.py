"""Zero-sum games: pure rules, one file per game; the modules aec and view make environments of them."""
