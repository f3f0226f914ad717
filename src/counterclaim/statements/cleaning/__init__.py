"""Text to values: dates, numbers of dead and injured, places. Pure functions; each says what languages it reads."""
