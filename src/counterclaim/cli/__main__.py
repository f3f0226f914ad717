"""``python -m counterclaim.cli``."""

from counterclaim.cli.app import main

main()
