"""Text to Review: the one place that finds out what a review holds, and where."""
