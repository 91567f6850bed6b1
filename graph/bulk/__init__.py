"""The graph as files for `neo4j-admin database import full`: the graph that the loader makes, for big first loads."""
