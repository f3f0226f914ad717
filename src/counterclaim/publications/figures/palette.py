"""Colours of the figures. ``brief.css`` names the same ones, and gives each its counterpart for dark pages."""

INK = "#1b1e22"
MUTED = "#575d65"
RULE = "#d8d4ca"
STRONG_RULE = "#8d8a82"
LAND = "#ebe7dc"
COAST = "#b5b0a3"
PAPER = "#fdfcf9"
SEA = "#f1f4f5"

STATUS_COLOURS = {"answered": "#0b5c8f", "disputed": "#a63f0f", "unknown": "#62666c"}
STATUS_SHAPES = {"answered": "diamond", "disputed": "triangle-down", "unknown": "circle"}
STATUS_SIGNS = {"answered": "◆", "disputed": "▼", "unknown": "●"}
STATUS_WORDS = {
    "answered": "the statements carry an answer",
    "disputed": "disputed",
    "unknown": "not known",
}
"""Told apart by form as well as by colour."""

FONT = "Helvetica Neue, Segoe UI, Roboto, Noto Sans, Liberation Sans, Arial, sans-serif"
