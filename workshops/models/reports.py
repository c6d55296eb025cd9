"""What was reported to a funder, as it was on that day."""

from django.conf import settings
from django.db import models
from django.db.models.signals import m2m_changed
from django.dispatch import receiver
from django.utils.translation import gettext_lazy as _

from .sessions import Session


def _refuse(*args, **kwargs):
    raise TypeError("What was reported cannot be changed.")


class UnchangingQuerySet(models.QuerySet):
    """Reads and creates; what would change or delete rows is refused.

    A user who is deleted still leaves the rows: Django then goes past this, by the base manager.
    """

    update = delete = bulk_update = _refuse

    def bulk_create(self, objs, *args, update_conflicts=False, **kwargs):
        if update_conflicts:
            _refuse()
        return super().bulk_create(objs, *args, **kwargs)


class ReportSnapshot(models.Model):
    """A report as it was handed over; it never changes.

    Attributes:
        filters: what was asked for, as the report's form understands it.
        table: as ``workshops.reports.tables`` makes it, finished for reading, its sessions included.
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

    objects = UnchangingQuerySet.as_manager()

    class Meta:
        verbose_name = _("reported to a funder")
        verbose_name_plural = _("reported to funders")
        ordering = ("-created_at",)

    def __str__(self) -> str:
        return self.title

    def save(self, *args, **kwargs):
        if self.pk is not None and not kwargs.get("force_insert"):
            _refuse()
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        _refuse()


@receiver(m2m_changed, sender=ReportSnapshot.sessions.through)
def keep_the_sessions(instance, action: str, reverse: bool, **kwargs) -> None:
    """Let the sessions be set once, with the snapshot itself."""
    if action == "pre_add" and not reverse and not instance.sessions.exists():
        return
    if action.startswith("pre_"):
        _refuse()
