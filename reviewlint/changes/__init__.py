"""What changed in a repository: against a commit, or in the index for the next one."""
