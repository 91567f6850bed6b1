"""Scores of an extraction against hand-marked texts; one file per kind of fact, joined in ingest/evaluate.py."""
