"""Tailor: of one source, what is wanted for one purpose."""
