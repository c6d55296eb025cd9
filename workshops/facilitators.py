"""Who could lead a workshop at a time: free, speaking the language, not too busy that day."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from .models import BlockedPeriod, Facilitator, Slot


@dataclass(frozen=True)
class Suitability:
    """A facilitator with the reasons that speak against choosing this person; none is best."""

    facilitator: Facilitator
    speaks_language: bool
    is_blocked: bool
    clashes: bool
    is_full: bool

    @property
    def is_free(self) -> bool:
        return not (self.is_blocked or self.clashes or self.is_full)

    @property
    def rank(self) -> tuple:
        """Order people: free ones who speak the language first, then by name."""
        return (not self.is_free, not self.speaks_language, self.facilitator.name)


def suitable(*, starts_at: datetime, ends_at: datetime, language: str) -> list[Suitability]:
    """Return every active facilitator with what speaks for and against, the best first. Two queries besides."""
    day = timezone.localtime(starts_at).date()
    people = list(Facilitator.objects.filter(is_active=True))
    blocked = set(
        BlockedPeriod.objects.filter(first_day__lte=day, last_day__gte=day).values_list("facilitator_id", flat=True)
    )
    # A slot that a school has taken is a workshop; one that is merely offered can still be taken back.
    taken = list(Slot.objects.filter(taken_by__isnull=False, starts_at__date=day, facilitator__isnull=False))
    result = []
    for person in people:
        own = [slot for slot in taken if slot.facilitator_id == person.pk]
        result.append(
            Suitability(
                facilitator=person,
                speaks_language=person.speaks(language),
                is_blocked=person.pk in blocked,
                clashes=any(slot.starts_at < ends_at and starts_at < slot.ends_at for slot in own),
                is_full=len(own) >= person.most_per_day,
            )
        )
    return sorted(result, key=lambda one: one.rank)
