"""Report: lays diagnostics out for people and for programs."""
