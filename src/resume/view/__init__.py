"""View: what a theme sees of a résumé: its texts in reading order, dates and headings in words."""
