"""Invented schools and facilitators."""

from datetime import date, timedelta
from random import Random

from workshops.choices import Region, SchoolType
from workshops.models import BlockedPeriod, Facilitator, School
from workshops.models.schools import fold

from .marks import MAIL_DOMAIN, NAME, REGISTER_NUMBER

KINDS = {
    SchoolType.PRIMARY: "OŠ",
    SchoolType.SECONDARY: "Gimnazija",
    SchoolType.DORMITORY: "Dijaški dom",
    SchoolType.YOUTH_CENTRE: "Mladinski center",
    SchoolType.OTHER: "Ustanova",
}
ADJECTIVES = ("Mavrična", "Sončna", "Tiha", "Oblačna", "Srebrna", "Vetrna", "Jutranja", "Bela")
NOUNS = ("dolina", "jasa", "zvezda", "sova", "ladja", "gora", "reka", "lipa")
TOWNS = ("Demograd", "Zgornji Demovec", "Spodnji Demovec", "Demo ob Demici", "Demova Gora", "Demsko Polje")
FIRST_NAMES = ("Ajda", "Bine", "Cvetka", "Drago", "Evelina", "Feri", "Gaja", "Hinko", "Iza", "Jaka")
LAST_NAMES = ("Vzorec", "Primer", "Poskus", "Izmišljen", "Zgled")
# So many bookings share a school, or a facilitator.
BOOKINGS_PER_SCHOOL = 12
BOOKINGS_PER_FACILITATOR = 120


def make_schools(*, random: Random, bookings: int) -> list[School]:
    """Make schools in every region; none is suggested in the booking form."""
    schools = []
    types = random.choices(list(KINDS), weights=(60, 25, 5, 6, 4), k=max(24, bookings // BOOKINGS_PER_SCHOOL))
    for number, kind in enumerate(types, start=1):
        name = f"{NAME} {KINDS[kind]} {random.choice(ADJECTIVES)} {random.choice(NOUNS)} {number}"
        town = random.choice(TOWNS)
        schools.append(
            School(
                register_number=f"{REGISTER_NUMBER}{number:05}",
                name=name,
                type=kind,
                address=f"{NAME} {number}",
                postcode="0000",
                town=town,
                municipality=town,
                region=Region.values[number % len(Region.values)],
                email=f"demo-school-{number}@{MAIL_DOMAIN}",
                is_active=False,
                search_text=fold(f"{name} {town}"),
            )
        )
    return School.objects.bulk_create(schools)


def make_facilitators(*, random: Random, bookings: int, first: date, last: date) -> list[Facilitator]:
    """Make facilitators, with days between the two on which they are away."""
    people = [
        Facilitator(
            name=f"{NAME} {random.choice(FIRST_NAMES)} {random.choice(LAST_NAMES)} {number}",
            kind=random.choice(Facilitator.Kind.values),
            email=f"demo-facilitator-{number}@{MAIL_DOMAIN}",
            speaks_english=random.random() < 0.6,
            speaks_serbian=random.random() < 0.3,
            speaks_ukrainian=random.random() < 0.2,
            regions=random.sample(Region.values, k=random.choice((0, 3, 4))),
            most_per_day=random.choice((1, 2, 3)),
        )
        for number in range(1, max(6, bookings // BOOKINGS_PER_FACILITATOR) + 1)
    ]
    people = Facilitator.objects.bulk_create(people)
    periods = []
    for person in people:
        for _time in range(6):
            day = first + timedelta(days=random.randrange((last - first).days))
            end = day + timedelta(days=random.randrange(10))
            periods.append(BlockedPeriod(facilitator=person, first_day=day, last_day=end, reason=NAME))
    BlockedPeriod.objects.bulk_create(periods)
    return people
