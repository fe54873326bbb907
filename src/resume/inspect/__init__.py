"""Inspect: what readers of the PDF find in it, held against the résumé."""
