"""A linter for reviews: front matter, images, captions, spoilers."""

__version__ = "0.1.0"
