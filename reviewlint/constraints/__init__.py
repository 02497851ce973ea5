"""What a site's JSON Schema demands of front matter, and what is wrong in a writer's words."""
