"""Tables to rows: characters, cells, column names, and what of a row cannot be right."""
