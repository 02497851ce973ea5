"""Which files of the paths that were given are to be checked."""
