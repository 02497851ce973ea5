"""reStructuredText, through docutils' state machine."""
