"""Who could lead a workshop, as the booking's screen names them. Takes whatever the service knows to answer."""

import inspect
from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from workshops import facilitators
from workshops.models import Booking
from workshops.offers import Proposal

Times = Sequence[tuple[datetime, datetime]]


def people_for(booking: Booking, times: Times) -> list[list]:
    """Return, for each time, everybody who leads workshops with what speaks against it, the best first."""
    if not times:
        return []
    if each := getattr(facilitators, "suitable_each", None):
        return each(times=times, language=booking.language, booking=booking)
    known = inspect.signature(facilitators.suitable).parameters
    where = {"region": booking.school.region} if booking.school and "region" in known else {}
    return [
        facilitators.suitable(starts_at=start, ends_at=end, language=booking.language, **where)
        for start, end in times
    ]


def reasons_against(one) -> list[str]:
    """Return what speaks against somebody, the gravest first."""
    reasons = getattr(one, "reasons", None)
    if reasons is not None:
        return list(reasons)
    found = [
        (one.is_blocked, _("away")),
        (one.clashes, _("has another workshop")),
        (one.is_full, _("full that day")),
        (not one.speaks_language, _("does not speak the language")),
    ]
    return [text for holds, text in found if holds]


def warnings_about(booking: Booking, proposals: Sequence[Proposal]) -> list[str]:
    """Say what speaks against the people who were chosen for dates."""
    chosen = [one for one in proposals if one.facilitator]
    ranked = people_for(booking, [(one.starts_at, one.ends_at) for one in chosen])
    lines = []
    for proposal, people in zip(chosen, ranked, strict=True):
        found = next((one for one in people if one.facilitator == proposal.facilitator), None)
        if found and (reasons := reasons_against(found)):
            lines.append(f"{proposal.facilitator}: {', '.join(reasons)}")
    return lines
