"""The trained coder of English: the grammar reads, a head on the encoder judges who says that who did it."""
