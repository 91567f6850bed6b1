"""Writing jobs of `lianmeng serve --allow-ingest`: a queue on disk, and one worker process at a time."""
