"""Making demo data: the same for the same seed and day, stored in bulk, without a single e-mail."""

import contextlib
from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random

from django.db import models, transaction
from django.db.models.functions import Length

from programmes.models import Funder, ProgrammePage
from workshops.choices import BookingLanguage, HeardFrom, PartOfDay, Place, Source, Status
from workshops.models import (
    Booking,
    Invitation,
    Offer,
    PreferredDate,
    School,
    SchoolFeedback,
    Transition,
    WorkshopPage,
)
from workshops.references import ALPHABET, LENGTH

from .delivery import store_sessions
from .history import transitions_of
from .marks import MAIL_DOMAIN, NAME, REFERENCE, demo_bookings
from .people import make_facilitators, make_schools
from .plans import Diary, Plan, plan_bookings

TITLE = f"{NAME} delavnica"
LANGUAGES = {"sl": 85, "en": 5, "sr-latn": 3, "uk": 5, "other": 2}
# Not every school is found in the register.
LINKED = 0.8


class DemoDataExists(Exception):
    """There is demo data already; it has to be removed first."""


@transaction.atomic
def make_demo(*, bookings: int, sessions: int, seed: int, now: datetime) -> None:
    """Store so many bookings with so many sessions, and the schools, people and history that belong to them.

    Raises:
        DemoDataExists: if there is any already.
        ValueError: if so many bookings need more sessions.
    """
    if demo_bookings().exists():
        raise DemoDataExists
    random = Random(seed)  # noqa: S311
    schools = make_schools(random=random, bookings=bookings)
    diary = Diary(random=random, facilitators=[], now=now)
    last = diary.today + timedelta(days=90)
    diary.facilitators = make_facilitators(random=random, bookings=bookings, first=diary.first, last=last)
    plans = plan_bookings(random=random, diary=diary, bookings=bookings, sessions=sessions)
    with own_times(Booking, Transition, Offer, Invitation, SchoolFeedback):
        stored = Booking.objects.bulk_create(_bookings(random, plans, schools))
        pairs = list(zip(stored, plans, strict=True))
        PreferredDate.objects.bulk_create(wish for pair in pairs for wish in _wishes(random, *pair))
        Transition.objects.bulk_create(
            move
            for booking, plan in pairs
            for move in transitions_of(random=random, booking=booking, plan=plan, now=now)
        )
        store_sessions(
            random=random,
            pairs=pairs,
            diary=diary,
            programmes=list(ProgrammePage.objects.filter(locale__language_code="sl", kind="prevention")),
            funders=list(Funder.objects.filter(locale__language_code="sl").order_by(Length("name"), "pk")[:4]),
        )


@contextlib.contextmanager
def own_times(*of_models: type[models.Model]) -> Iterator[None]:
    """Let rows be stored with the times they are given, where a field would otherwise write the present."""
    fields = [
        field
        for model in of_models
        for field in model._meta.fields
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
    ]
    before = [(field, field.auto_now, field.auto_now_add) for field in fields]
    for field in fields:
        field.auto_now = field.auto_now_add = False
    try:
        yield
    finally:
        for field, auto_now, auto_now_add in before:
            field.auto_now, field.auto_now_add = auto_now, auto_now_add


def _bookings(random: Random, plans: list[Plan], schools: list[School]) -> Iterator[Booking]:
    workshops = list(WorkshopPage.objects.filter(locale__language_code="sl").order_by("pk"))
    references: set[str] = set()
    for number, plan in enumerate(plans, start=1):
        reference = _reference(random, references)
        school = random.choice(schools)
        workshop = random.choice(workshops) if workshops else None
        source_known = random.random() < LINKED
        language = random.choices(list(LANGUAGES), weights=list(LANGUAGES.values()))[0]
        yield Booking(
            reference=reference,
            status=plan.status,
            created_at=plan.created_at,
            updated_at=plan.created_at,
            school=school if source_known else None,
            school_name=school.name,
            school_type=school.type,
            town=school.town,
            contact_name=f"{NAME} Kontakt {number}",
            contact_role="svetovalna delavka",
            email=f"demo-{number}@{MAIL_DOMAIN}",
            workshop=workshop,
            workshop_title=workshop.title if workshop else TITLE,
            audience=workshop.audience if workshop else "pupils",
            grade=random.choice(("8. razred", "9. razred", "1. letnik", "")),
            groups=plan.groups,
            participants=plan.groups * random.randint(15, 28),
            accompanying=random.randint(0, 2),
            language=BookingLanguage(language),
            place=Place.ONLINE if random.random() < 0.1 else Place.IN_PERSON,
            has_projector=random.random() < 0.8,
            staff_stays=random.random() < 0.9,
            parents_informed=random.random() < 0.7,
            please_call=random.random() < 0.1,
            notes=f"{NAME}: izmišljen zapis za preizkušanje." if random.random() < 0.2 else "",
            heard_from=random.choice(HeardFrom.values),
            consent_at=plan.created_at,
            privacy_version=NAME,
            locale=random.choices(("sl", "en", "uk"), weights=(90, 5, 5))[0],
            source=Source.DEMO,
            acknowledged_at=plan.created_at,
            submission=f"demo-{number}",
            sequence=1 if plan.status != Status.RECEIVED else 0,
        )


def _reference(random: Random, used: set[str]) -> str:
    while True:
        reference = REFERENCE + "".join(random.choices(ALPHABET, k=LENGTH))
        if reference not in used:
            used.add(reference)
            return reference


def _wishes(random: Random, booking: Booking, plan: Plan) -> Iterator[PreferredDate]:
    for rank in range(1, random.randint(1, 3) + 1):
        day = plan.start.date() + timedelta(days=7 * (rank - 1))
        yield PreferredDate(booking=booking, rank=rank, date=day, part_of_day=random.choice(PartOfDay.values))
