"""How hard a text is to read: figures for editors, kept with the search index."""
