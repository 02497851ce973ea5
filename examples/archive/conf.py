"""A small archive of reviews; build it with `make demo`, or `sphinx-build examples/archive build/archive`."""

from importlib.util import find_spec

project = "The Second Row"
author = "The reviewers of The Second Row"
copyright = "The reviewlint authors"
language = "en"

extensions = ["reviewlint_sphinx"]
reviewlint_reviews = ["reviews/**"]

html_theme = "furo" if find_spec("furo") else "alabaster"
html_title = project
