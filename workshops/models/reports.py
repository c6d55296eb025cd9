"""What was reported to a funder, as it was on that day."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from .sessions import Session


class ReportSnapshot(models.Model):
    """A report as it was handed over; it never changes.

    Attributes:
        filters: what was asked for, as the report's form understands it.
        table: ``{"columns": […], "rows": [[…], …], "totals": […]}``, finished for reading.
        sessions: the sessions it counts, so that none is reported twice unawares.
    """

    title = models.CharField(_("title"), max_length=200)
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("by"), null=True, on_delete=models.SET_NULL, related_name="+"
    )
    filters = models.JSONField(default=dict)
    table = models.JSONField(default=dict)
    sessions = models.ManyToManyField(Session, related_name="snapshots")

    class Meta:
        verbose_name = _("reported to a funder")
        verbose_name_plural = _("reported to funders")
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs):
        if self.pk is not None and not kwargs.get("force_insert"):
            raise TypeError("What was reported cannot be changed.")
        super().save(*args, **kwargs)
