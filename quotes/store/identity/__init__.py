"""Who is who across articles: what two names, posts and surroundings say of it."""
