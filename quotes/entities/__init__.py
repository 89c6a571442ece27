"""Who is who across articles, people and organisations: block, score, link, decide, apply."""
