"""Where translations do not agree with their originals, as the last look at them found."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale


class ConsistencyFinding(models.Model):
    """One place of a page or record in one language that should be looked at.

    The row lives as long as the two texts stay as they are: when one of them changes, so does the finding, and what
    somebody said about it is forgotten.

    Attributes:
        object_id: the translation key that the page or record has in every language.
        field_path: the place in names, from which its label is made in the language of who reads it.
        details: of a kind's own shape, see ``languages.checks.messages``.
    """

    class Kind(models.TextChoices):
        FIGURES = "figures", _("figures")
        PHONE = "phone", _("phone numbers behind links")
        VALUE = "value", _("figures in fields that are not translated")
        GLOSSARY = "glossary", _("glossary")

    object_id = models.UUIDField(db_index=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    locale = models.ForeignKey(Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="+")
    target_id = models.CharField(max_length=40)
    title = models.CharField(_("title"), max_length=255)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    path = models.TextField()
    field_path = models.TextField()
    details = models.JSONField(default=dict)
    source_text = models.TextField(blank=True)
    target_text = models.TextField(blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    accepted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("place to look at")
        verbose_name_plural = _("places to look at")
        ordering = ("title", "object_id", "locale", "pk")
        indexes = (models.Index(fields=["accepted_at", "title"], name="findings_open"),)

    def __str__(self) -> str:
        return f"{self.title} {self.field_path}"

    @property
    def identity(self) -> tuple:
        """What makes it the same finding as before: nothing of it has changed."""
        return (
            self.locale_id,
            self.kind,
            self.path,
            repr(sorted(self.details.items())),
            self.source_text,
            self.target_text,
        )
