"""The trained encoder at run time: tokens, windows, the ONNX session and the small heads on its states."""
