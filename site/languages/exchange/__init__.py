"""Files for translators who work outside the CMS: one PO for a page, a section or records, and back."""
