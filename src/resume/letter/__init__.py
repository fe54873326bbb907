"""Letter: a Markdown file with front matter becomes the letter that a theme lays out."""
