"""Themes: folders of data that say how a résumé looks, and what its user may choose of that."""
