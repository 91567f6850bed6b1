"""Between a stranger's Cypher statement and the store: each file is one layer, `own.py` puts them together."""
