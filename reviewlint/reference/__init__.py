"""Rules, check kinds and scopes as pages, derived from what defines them."""
