"""Listings of reviews: the ``reviews`` directive, what it selects and how it looks."""
