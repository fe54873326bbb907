"""Preview: a page in the browser that shows a résumé as it is being written."""
