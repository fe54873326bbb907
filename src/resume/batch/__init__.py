"""Batches: many résumés, each a job that is written down, done once and accounted for."""
