"""Who may write over HTTP, how often, and what is written down of it; the work itself is done by others."""
