"""Choices that more than one kind of page or block offers."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Audience(models.TextChoices):
    """Whom a page or a list of signs is written for."""

    GENERAL = "general", _("everyone")
    YOUNG_PEOPLE = "young_people", _("young people")
    PARENTS = "parents", _("parents")
    SCHOOLS = "schools", _("schools")
    JOB_SEEKERS = "job_seekers", _("job seekers")
    REFUGEES = "refugees", _("people who fled")
    PROFESSIONALS = "professionals", _("professionals")


class CalloutKind(models.TextChoices):
    DID_YOU_KNOW = "did_you_know", _("Did you know?")
    IMPORTANT = "important", _("Important")
    GOOD_TO_KNOW = "good_to_know", _("Good to know")


class Icon(models.TextChoices):
    """The icons an editor can choose; each is a template in ``components/icons``."""

    EYE = "eye", _("eye")
    LIFEBUOY = "lifebuoy", _("lifebuoy")
    CALENDAR = "calendar", _("calendar")
    YOUNG = "young", _("young person")
    PARENTS = "parents", _("parents")
    SCHOOL = "school", _("school")
    WORK = "work", _("work")
    SUITCASE = "suitcase", _("suitcase")
    PROFESSIONAL = "professional", _("professional")
