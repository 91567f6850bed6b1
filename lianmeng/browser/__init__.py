"""Neo4j Browser for analysts: the files for it, and the Browser itself beside the embedded store.

The Browser is GPL and no part of this program: it is taken from where the user has it (`jar.py`).
"""
