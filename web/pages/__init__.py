"""One small module for each page."""
