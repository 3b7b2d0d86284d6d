"""Clauses and their verbs."""
