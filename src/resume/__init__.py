"""One YAML résumé, rendered through themes to a PDF that is proven to read back whole."""
