"""A second look at who is blamed for an incident: what the words around an organisation say, weighed by a linear model.

The encoder has read its training texts until it knew them by heart, so what it says of them teaches a second stage nothing. These
signs are read from the text itself and carry over to texts that nobody has read.
"""
