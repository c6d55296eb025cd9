"""A school’s own page for its booking, behind an unguessable link."""
