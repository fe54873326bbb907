"""Postings: what a job asks for, and what of it a résumé says."""
