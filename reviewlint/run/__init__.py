"""One run: files found, examined in one process or several, and kept until the next."""
