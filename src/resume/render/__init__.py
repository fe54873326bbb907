"""Render: the view of a résumé becomes HTML in a theme, and the HTML a PDF."""
