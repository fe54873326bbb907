"""Build: the road from a source to the files it becomes."""
