"""How the list of bookings is narrowed down: filters, and a search that does not mind diacritics."""

import re
from datetime import date, datetime

import django_filters
from django import forms
from django.db.models import CharField, Exists, F, Min, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Concat
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.models import Locale

from languages.serbian import to_latin
from workshops.choices import Audience, BookingLanguage, Place, Region, Source, Status
from workshops.models import Booking, Session, WorkshopPage
from workshops.models.schools import fold

from .access import coordinators

NOBODY = "nobody"
SEPTEMBER = 9
SEARCHED = ("reference", "school_name", "town", "contact_name", "email")
# Which letters a letter without a sign may stand for; those of Serbian Cyrillic too.
SIGNED = {
    **{letter: letter + cyrillic for letter, cyrillic in zip("bfghjklmnprtv", "бфгхјклмнпртв", strict=True)},
    **{letters[0]: letters for letters in ("aáäâàа", "cčćçцчћ", "dđдђ", "eéëèêе", "iíîìи", "oóöőôòо", "sšсш")},
    **{letters[0]: letters for letters in ("uúüűùûу", "zžзж")},
}
# Two letters that are one in Cyrillic.
DIGRAPHS = {"lj": "љ", "nj": "њ", "dz": "џ"}
MOST_WORDS = 8
HELD = (Session.State.PLANNED, Session.State.DELIVERED, Session.State.NO_SHOW)


def search_bookings(bookings: QuerySet, text: str) -> QuerySet:
    """Return bookings in which every word of a search occurs, typed with or without diacritics, in either script.

    Expressions are compared in the same way, Cyrillic capitals included, on SQLite and PostgreSQL.
    """
    joined = Concat(*(part for name in SEARCHED for part in (F(name), Value(" "))), output_field=CharField())
    bookings = bookings.alias(searched=joined)
    for word in text.split()[:MOST_WORDS]:
        bookings = bookings.filter(searched__iregex=_loosely(word))
    return bookings


def _loosely(word: str) -> str:
    """Return an expression that finds a word also where its letters carry signs, or are Serbian Cyrillic."""
    plain = [fold(letter) if fold(letter) in SIGNED else letter for letter in to_latin(word)]
    return re.sub(rf"{'|'.join(DIGRAPHS)}|.", lambda match: _letter(match[0]), "".join(plain), flags=re.DOTALL)


def _letter(letters: str) -> str:
    one_by_one = "".join(f"[{SIGNED[one]}]" if one in SIGNED else re.escape(one) for one in letters)
    return f"(?:{one_by_one}|{DIGRAPHS[letters]})" if letters in DIGRAPHS else one_by_one


def school_year(day: date) -> int:
    """Return the year in which a day's school year begins, on 1 September."""
    return day.year if day.month >= SEPTEMBER else day.year - 1


def _school_years() -> list[tuple[str, str]]:
    """Name the school years from the first booking or session to the next, the newest first."""
    today = timezone.localdate()
    firsts = [
        Booking.objects.aggregate(first=Min("created_at"))["first"],
        Session.objects.aggregate(first=Min("starts_at"))["first"],
    ]
    first = min([timezone.localtime(moment).date() for moment in firsts if moment] or [today])
    years = range(school_year(today) + 1, school_year(first) - 1, -1)
    return [(str(year), f"{year}/{(year + 1) % 100:02}") for year in years]


def _workshops() -> list[tuple[str, str]]:
    pages = WorkshopPage.objects.filter(locale=Locale.get_default()).order_by("title")
    return [(str(pk), title) for pk, title in pages.values_list("pk", "title")]


def _assignees() -> list[tuple[str, str]]:
    people = [(str(user.pk), user.get_full_name() or user.get_username()) for user in coordinators()]
    return [(NOBODY, _("nobody")), *people]


def _many(label: str, choices, **kwargs) -> django_filters.MultipleChoiceFilter:
    return django_filters.MultipleChoiceFilter(
        label=label, choices=choices, widget=forms.CheckboxSelectMultiple, **kwargs
    )


class BookingFilterSet(WagtailFilterSet):
    """Filters of the list of bookings; a value that does not exist filters nothing."""

    status = _many(_("Status"), Status.choices)
    region = _many(_("Region"), Region.choices, field_name="school__region")
    workshop = _many(_("Workshop"), _workshops)
    language = _many(_("Language"), BookingLanguage.choices)
    audience = _many(_("Audience"), Audience.choices)
    school_year = django_filters.ChoiceFilter(
        label=_("School year"),
        choices=_school_years,
        method="in_school_year",
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
    assignee = django_filters.ChoiceFilter(
        label=_("Assigned to"),
        choices=_assignees,
        method="assigned_to",
        widget=forms.RadioSelect,
        empty_label=_("All"),
    )
    source = _many(_("Came by"), Source.choices)
    place = _many(_("In person or online"), Place.choices)

    class Meta:
        model = Booking
        fields = ()

    def assigned_to(self, bookings: QuerySet, _name: str, value: str) -> QuerySet:
        return bookings.filter(assignee=None if value == NOBODY else value)

    def in_school_year(self, bookings: QuerySet, _name: str, value: str) -> QuerySet:
        """Keep bookings whose workshop is in a school year; without a date, those received in it."""
        start, end = (timezone.make_aware(datetime(int(value) + more, SEPTEMBER, 1)) for more in (0, 1))
        held = Session.objects.filter(booking=OuterRef("pk"), state__in=HELD)
        return bookings.filter(
            Exists(held.filter(starts_at__gte=start, starts_at__lt=end))
            | (~Exists(held) & Q(created_at__gte=start, created_at__lt=end))
        )
