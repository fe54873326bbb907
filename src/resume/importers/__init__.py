"""Importers: the files of other tools become a résumé in our keys, and a list of what found no place."""
