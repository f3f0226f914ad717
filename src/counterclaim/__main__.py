"""``python -m counterclaim``, the same as ``counterclaim``."""

from counterclaim.cli import main

main()
