from __future__ import annotations

import os

from counterclaim.settings import CODER_VARIABLE

# The suite pins what the grammar reads; tests of the trained coder name it.
os.environ.setdefault(CODER_VARIABLE, "grammar-en")
