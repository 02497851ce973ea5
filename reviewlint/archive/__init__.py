"""What reviews of an archive are compared by: small facts of each."""
