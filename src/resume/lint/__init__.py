"""Lint: what is odd about how a résumé is written, and what can surely be mended."""
