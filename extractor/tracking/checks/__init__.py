"""Checks: what in claims does not add up, told with its arithmetic. They point; what it means is for people to say."""
