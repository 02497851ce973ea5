"""Spoilers in every dialect: markers found, paired, and what they hide."""
