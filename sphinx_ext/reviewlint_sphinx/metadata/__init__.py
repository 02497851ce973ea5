"""What a review's page says to programs: JSON-LD, OpenGraph, descriptions, its language."""
