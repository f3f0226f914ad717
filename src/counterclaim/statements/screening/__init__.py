"""The cheap first pass: which sentences of a text the grammar and the encoder need to read at all.

A linear model over the words, the pairs of words and the neighbours of a sentence. Names are never looked at: a word
that English writes with a capital, be it a group's, a nation's or a faith's name, is the same unknown word as any
other.
"""
