"""Figures as numbers that templates draw: SVG and tables, without a library and without scripts."""
