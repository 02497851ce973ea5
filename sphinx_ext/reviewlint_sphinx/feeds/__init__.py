"""Feeds, as Atom and as JSON Feed: of all reviews, of each tag and of each reviewer."""
