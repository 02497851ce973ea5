"""Reviews as a book: chapters by year for a PDF, an EPUB or any other output with one table of contents."""
