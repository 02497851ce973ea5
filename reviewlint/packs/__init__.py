"""Rule packs: where they are, what a rule file may say, and which rules apply to which review."""
