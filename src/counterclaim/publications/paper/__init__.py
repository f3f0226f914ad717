"""The document model: what every form of a brief is written from."""
