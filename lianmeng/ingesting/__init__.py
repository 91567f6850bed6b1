"""Joins ingest and the graph: which sources must be read, read in many processes, loaded one by one, and reported."""
