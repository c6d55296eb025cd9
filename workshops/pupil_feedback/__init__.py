"""Pupils’ anonymous answers: no cookie, no personal data, no time of day."""
