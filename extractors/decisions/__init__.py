"""Decisions and resolutions: what introduces them, their clauses, effects, votes and outcomes."""
