"""What speaks against the people who were chosen for dates."""

from collections.abc import Sequence

from workshops.facilitators import suitable_each
from workshops.models import Booking
from workshops.offers import Proposal


def warnings_about(booking: Booking, proposals: Sequence[Proposal]) -> list[str]:
    """Return a line for each person who was chosen although something speaks against it."""
    chosen = [one for one in proposals if one.facilitator]
    times = [(one.starts_at, one.ends_at) for one in chosen]
    ranked = suitable_each(times=times, language=booking.language, booking=booking)
    lines = []
    for proposal, people in zip(chosen, ranked, strict=True):
        found = next((one for one in people if one.facilitator == proposal.facilitator), None)
        if found and found.reasons:
            lines.append(f"{proposal.facilitator}: {', '.join(found.reasons)}")
    return lines
