"""A note: the Markdown file that a brief is made from, the analyst's or the one that is shipped."""
