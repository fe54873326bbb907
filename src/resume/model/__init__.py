"""Model: what a résumé is, and every way in which a file fails to be one."""
