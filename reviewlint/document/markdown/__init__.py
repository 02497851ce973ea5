"""Markdown, MyST, MDX and HTML: what stands where, through pyromark."""
