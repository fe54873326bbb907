"""Word: a résumé as a WordprocessingML document (ECMA-376)."""
