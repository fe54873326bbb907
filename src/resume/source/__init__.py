"""Source: the text of a YAML or JSON file becomes nodes that know their place."""
