"""``python -m counterclaim.cli``."""

from counterclaim.cli.ending import main

main()
