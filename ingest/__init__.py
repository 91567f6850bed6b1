"""From bytes to facts: read → words → values → rules → resolve → facts.

Pure until the edge: only `read` opens files. Knows `graph`, and nobody else; meets the API only in the graph.
"""
