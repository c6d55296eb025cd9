"""Who could lead a workshop at a time: free, speaking the language, going there, not too busy."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from .choices import Place, Region
from .engagements import HELD, Engagement, day_bounds, engagements, offered, school_year_of
from .models import BlockedPeriod, Booking, Facilitator, Invitation
from .models.schools import fold

# Between two workshops in different towns.
TRAVEL = timedelta(minutes=90)


@dataclass(frozen=True)
class Suitability:
    """A facilitator with what speaks against choosing this person; nothing is best.

    Attributes:
        refused: was asked for this very time before, and said no.
        warnings: what a coordinator should weigh, in the active language; it forbids nothing.
        sessions_this_year: how many fall into the school year of the time in question.
        reasons: everything that speaks against it, in the active language, the gravest first.
    """

    facilitator: Facilitator
    speaks_language: bool
    is_blocked: bool
    clashes: bool
    is_full: bool
    covers_region: bool = True
    refused: bool = False
    warnings: list[str] = field(default_factory=list)
    sessions_this_year: int = 0
    reasons: list[str] = field(default_factory=list)

    @property
    def is_free(self) -> bool:
        return not (self.is_blocked or self.clashes or self.is_full)

    @property
    def rank(self) -> tuple:
        """Order people: who refused this time comes last, who is free and speaks the language first."""
        return (
            self.refused,
            not self.is_free,
            not self.speaks_language,
            not self.covers_region,
            bool(self.warnings),
            self.sessions_this_year,
            fold(self.facilitator.name),
        )


def suitable(
    *, starts_at: datetime, ends_at: datetime, language: str, region: str = "", **where
) -> list[Suitability]:
    """Return every active facilitator with what speaks for and against, the best first. Takes what is below."""
    return suitable_each(times=[(starts_at, ends_at)], language=language, region=region, **where)[0]


def suitable_each(
    *,
    times: Sequence[tuple[datetime, datetime]],
    language: str,
    region: str = "",
    town: str = "",
    booking: Booking | None = None,
) -> list[list[Suitability]]:
    """Return, for each of several times, every active facilitator, the best first. Six queries for all.

    ``booking`` is what somebody is sought for: its own sessions and offers do not stand in the way, and its place
    decides about the region and about travel where they are not given.
    """
    if not times:
        return []
    if booking is not None:
        town = town or booking.town
        region = region or (booking.school.region if booking.school_id else "")
    is_online = booking is not None and booking.place == Place.ONLINE
    first = min(timezone.localdate(start) for start, _end in times)
    last = max(timezone.localdate(end) for _start, end in times)
    people = _people(first)
    blocked = list(BlockedPeriod.objects.filter(first_day__lte=last, last_day__gte=first))
    engaged = engagements(*day_bounds(first, last), booking)
    on_offer = offered(min(start for start, _end in times), max(end for _start, end in times), booking)
    refusals = list(
        Invitation.objects.filter(
            state=Invitation.State.REFUSED,
            slot__starts_at__lt=max(end for _start, end in times),
            slot__ends_at__gt=min(start for start, _end in times),
        ).values_list("facilitator_id", "slot__starts_at", "slot__ends_at")
    )
    wanted = _Wanted(language, "" if is_online else region, town, is_online, booking.groups if booking else 1)
    result = []
    for start, end in times:
        row = [
            _judge(
                person,
                start,
                end,
                wanted,
                is_blocked=any(
                    period.facilitator_id == person.pk
                    and period.first_day <= timezone.localdate(end)
                    and timezone.localdate(start) <= period.last_day
                    for period in blocked
                ),
                engaged=engaged[person.pk],
                offered=on_offer[person.pk],
                refused=any(pk == person.pk and began < end and start < ended for pk, began, ended in refusals),
            )
            for person in people
        ]
        result.append(sorted(row, key=lambda one: one.rank))
    return result


@dataclass(frozen=True)
class _Wanted:
    language: str
    region: str
    town: str
    is_online: bool
    groups: int

    def is_elsewhere(self, other: Engagement) -> bool:
        """Say whether one has to travel between the two; where the towns are not known, the regions decide."""
        if self.is_online or other.is_online:
            return False
        if self.town and other.town:
            return fold(self.town) != fold(other.town)
        return bool(self.region and other.region) and self.region != other.region


def _judge(
    person: Facilitator,
    start: datetime,
    end: datetime,
    wanted: _Wanted,
    *,
    is_blocked: bool,
    engaged: Iterable[Engagement],
    offered: Iterable[Engagement],
    refused: bool,
) -> Suitability:
    day = timezone.localdate(start)
    that_day = [one for one in engaged if timezone.localdate(one.starts_at) == day]
    clashing = [one for one in engaged if one.overlaps(start, end)]
    is_full = len(that_day) >= person.most_per_day
    speaks, covers = person.speaks(wanted.language), person.covers(wanted.region)
    warnings = [
        _("little time to travel: another workshop that day (%(other)s)") % {"other": one}
        for one in that_day
        if one not in clashing and wanted.is_elsewhere(one) and one.gap(start, end) < TRAVEL
    ]
    if not is_full and len(that_day) + wanted.groups > person.most_per_day:
        warnings.append(
            _("with this, more workshops that day than this person leads (%(most)s)") % {"most": person.most_per_day}
        )
    warnings += [
        _("this time is offered to another school too (%(other)s)") % {"other": one}
        for one in offered
        if one.overlaps(start, end)
    ]
    reasons = []
    if refused:
        reasons.append(_("refused this time before"))
    if is_blocked:
        reasons.append(_("away"))
    reasons += [_("has another workshop (%(other)s)") % {"other": one} for one in clashing]
    if is_full:
        reasons.append(
            _("full that day (%(count)s of %(most)s)") % {"count": len(that_day), "most": person.most_per_day}
        )
    if not speaks:
        reasons.append(_("does not speak the language"))
    if not covers:
        reasons.append(
            _("does not go to this region (%(region)s)")
            % {"region": dict(Region.choices).get(wanted.region, wanted.region)}
        )
    return Suitability(
        facilitator=person,
        speaks_language=speaks,
        is_blocked=is_blocked,
        clashes=bool(clashing),
        is_full=is_full,
        covers_region=covers,
        refused=refused,
        warnings=warnings,
        sessions_this_year=person.sessions_this_year,
        reasons=[*reasons, *warnings],
    )


def _people(day: date) -> list[Facilitator]:
    since, until = day_bounds(*school_year_of(day))
    this_year = Q(sessions__state__in=HELD, sessions__starts_at__gte=since, sessions__starts_at__lt=until)
    people = Facilitator.objects.filter(is_active=True)
    return list(people.annotate(sessions_this_year=Count("sessions", filter=this_year)))
