"""One writer for each form of a brief, all from the same page."""
