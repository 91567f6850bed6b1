"""What the graph is, and the one door to it; knows none of the other packages."""
