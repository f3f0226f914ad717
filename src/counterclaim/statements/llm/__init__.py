"""A coder that asks a language model, and believes only what it can find in the text."""

from counterclaim.statements.llm.coder import LlmCoder, LlmOptions, coder_name, llm_coder
from counterclaim.statements.llm.estimate import Estimate, estimate

__all__ = ["Estimate", "LlmCoder", "LlmOptions", "coder_name", "estimate", "llm_coder"]
