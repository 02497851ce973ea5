"""Metadata blocks: YAML in full, and TOML, JSON, MultiMarkdown and Nikola headers."""
