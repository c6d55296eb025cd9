"""How programmes are sorted."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Status(models.TextChoices):
    RUNNING = "running", _("running")
    COMPLETED = "completed", _("completed")


class Kind(models.TextChoices):
    PREVENTION = "prevention", _("prevention")
    ASSISTANCE = "assistance", _("assistance")
    EMPOWERMENT = "empowerment", _("empowerment")
    HEALTH = "health", _("health")
    PARTNERSHIP = "partnership", _("partnership")


class OrganisationKind(models.TextChoices):
    SOCIETY = "society", _("Društvo Ključ")
    PARTNER = "partner", _("partner organisation")
