"""Compare: of two résumés, what differs between them."""
