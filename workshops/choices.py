"""Choices of a workshop and of a booking."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    PUPILS = "pupils", _("pupils")
    STAFF = "staff", _("school staff")
    PARENTS = "parents", _("parents")
    STAFF_AND_PARENTS = "staff_and_parents", _("school staff and parents together")
    PROFESSIONALS = "professionals", _("professionals")


class SchoolType(models.TextChoices):
    PRIMARY = "primary", _("primary school")
    SECONDARY = "secondary", _("secondary school")
    DORMITORY = "dormitory", _("student dormitory")
    YOUTH_CENTRE = "youth_centre", _("youth centre")
    OTHER = "other", _("other")


class Region(models.TextChoices):
    """The 12 statistical regions of Slovenia, which reports are broken down by."""

    POMURSKA = "pomurska", _("Pomurska")
    PODRAVSKA = "podravska", _("Podravska")
    KOROSKA = "koroska", _("Koroška")
    SAVINJSKA = "savinjska", _("Savinjska")
    ZASAVSKA = "zasavska", _("Zasavska")
    POSAVSKA = "posavska", _("Posavska")
    JUGOVZHODNA_SLOVENIJA = "jugovzhodna_slovenija", _("Jugovzhodna Slovenija")
    OSREDNJESLOVENSKA = "osrednjeslovenska", _("Osrednjeslovenska")
    GORENJSKA = "gorenjska", _("Gorenjska")
    PRIMORSKO_NOTRANJSKA = "primorsko_notranjska", _("Primorsko-notranjska")
    GORISKA = "goriska", _("Goriška")
    OBALNO_KRASKA = "obalno_kraska", _("Obalno-kraška")


class PartOfDay(models.TextChoices):
    ANY = "any", _("any time")
    MORNING = "morning", _("morning")
    AFTERNOON = "afternoon", _("afternoon")
    EVENING = "evening", _("evening")


class Place(models.TextChoices):
    IN_PERSON = "in_person", _("in person, at the school")
    ONLINE = "online", _("online")


class BookingLanguage(models.TextChoices):
    SLOVENIAN = "sl", _("Slovenian")
    ENGLISH = "en", _("English")
    SERBIAN = "sr-latn", _("Serbian")
    UKRAINIAN = "uk", _("Ukrainian")
    OTHER = "other", _("another language (please write which in the notes)")


class Status(models.TextChoices):
    """Where a booking stands on its way from request to report."""

    RECEIVED = "received", _("received")
    OFFERED = "offered", _("dates offered")
    CONFIRMED = "confirmed", _("confirmed")
    DELIVERED = "delivered", _("delivered")
    REPORTED = "reported", _("reported")
    WAITING = "waiting", _("on the waiting list")
    DECLINED = "declined", _("declined")
    CANCELLED_BY_SCHOOL = "cancelled_by_school", _("cancelled by the school")
    CANCELLED_BY_US = "cancelled_by_us", _("cancelled by us")
    NO_SHOW = "no_show", _("did not take place")
    DUPLICATE = "duplicate", _("duplicate")


class Source(models.TextChoices):
    FORM = "form", _("form on the website")
    PHONE = "phone", _("phone")
    EMAIL = "email", _("e-mail")
    DEMO = "demo", _("demo data")


class HeardFrom(models.TextChoices):
    COLLEAGUE = "colleague", _("from a colleague")
    EARLIER = "earlier", _("from an earlier workshop")
    WEBSITE = "website", _("on the internet")
    MEDIA = "media", _("from the media")
    OTHER = "other", _("another way")


class MailEvent(models.TextChoices):
    """What makes us write, to a school unless said otherwise; each has a text in each language."""

    REQUEST_RECEIVED = "request_received", _("request received")
    REQUEST_FOR_DESK = "request_for_desk", _("new request (to the desk)")
    DATES_OFFERED = "dates_offered", _("dates offered")
    CONFIRMED = "confirmed", _("date agreed")
    WAITING_LIST = "waiting_list", _("on the waiting list")
    DECLINED = "declined", _("declined")
    CANCELLED_BY_US = "cancelled_by_us", _("cancelled by us")
    CANCELLED_BY_SCHOOL = "cancelled_by_school", _("cancelled by the school")
    CANCELLED_FOR_DESK = "cancelled_for_desk", _("cancelled by the school (to the desk)")
    REMINDER_WEEK = "reminder_week", _("a week before the workshop")
    REMINDER_DAY = "reminder_day", _("a day before the workshop")
    NUMBERS_WANTED = "numbers_wanted", _("after the workshop: numbers and feedback")
    NUMBERS_REMINDER = "numbers_reminder", _("numbers are still missing")
    MESSAGE = "message", _("a message of our own")
    FACILITATOR_INVITED = "facilitator_invited", _("invitation (to a facilitator)")
    FACILITATOR_CANCELLED = "facilitator_cancelled", _("workshop cancelled (to a facilitator)")
