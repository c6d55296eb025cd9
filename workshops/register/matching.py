"""Recognising a school of the register in what somebody typed."""

from workshops.models import School
from workshops.models.schools import fold


def school_named(*, name: str, town: str) -> School | None:
    """Return the one active school with this name in this town, compared folded; none where two could be meant."""
    name, town = fold(name), fold(town)
    candidates = School.objects.filter(is_active=True, search_text=f"{name} {town}")
    # “A B” in “C” and “A” in “B C” have the same search text.
    found = [school for school in candidates if (fold(school.name), fold(school.town)) == (name, town)]
    return found[0] if len(found) == 1 else None
