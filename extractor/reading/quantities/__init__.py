"""Figures: numerals with their units, counted nouns, rates and hedges; and what is none."""
