"""The report: one HTML page with the claims, their sentences, their plots, and the desk to correct them."""
