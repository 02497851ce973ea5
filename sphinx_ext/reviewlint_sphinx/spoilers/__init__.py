"""Spoilers, from the markers that a writer used to what a reader may open."""
