"""Do translations agree with their originals: in the words of the glossary, in figures, in phone numbers."""
