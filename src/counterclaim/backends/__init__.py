"""Where data is kept and where work is run."""
