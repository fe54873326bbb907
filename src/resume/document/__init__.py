"""Document: what a PDF holds, as values."""
