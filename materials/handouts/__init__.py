"""Posters and pocket cards: what a sheet shows, its PDF, and how readers get it."""
