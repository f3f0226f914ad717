"""counterclaim: who says who did it, and does it hold up?"""

__version__ = "0.1.0"
