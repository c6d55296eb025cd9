"""Invented data to try the desk on, marked as such wherever it shows, and taken away again without a trace."""
