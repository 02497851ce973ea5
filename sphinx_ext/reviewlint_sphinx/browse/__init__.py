"""The pages that nobody writes: one for each tag."""
