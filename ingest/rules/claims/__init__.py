"""How a sentence states amounts: its clauses, their status, what is measured, until when. Composed by `targets.py`."""
