"""Loads the starting content: text files in four languages become pages, snippets and their translations."""
