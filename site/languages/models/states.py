"""How far each translation is: one row for each original, and one for each of its languages."""

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale


class Original(models.Model):
    """A page or record in the source language, as the translations report lists it.

    Attributes:
        content_type: of the most specific class.
        digest: of the published words; another one means that the words have changed.
        changed_at: when the published words last changed.
    """

    translation_key = models.UUIDField(primary_key=True)
    content_type = models.ForeignKey(ContentType, on_delete=models.CASCADE, related_name="+")
    object_id = models.CharField(max_length=40)
    title = models.CharField(_("title"), max_length=255)
    live = models.BooleanField(_("live"), default=True)
    words = models.PositiveIntegerField(_("words"), default=0)
    digest = models.CharField(max_length=64, blank=True)
    changed_at = models.DateTimeField(_("changed"), null=True)
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name=_("changed by")
    )

    class Meta:
        verbose_name = _("original")
        verbose_name_plural = _("originals")
        ordering = ("title", "pk")

    def __str__(self) -> str:
        return self.title


class TranslationState(models.Model):
    """One original in one language.

    ``languages.translations.states`` keeps these rows; nothing else writes them.

    Attributes:
        target_id: primary key of the translated object; empty where there is none.
        total, done: strings of the original, and how many of them are translated.
        basis: what the published translation was made from: [path, source text, translation or null] for each string.
        drafted: the same for what was last saved, published or not.
        by_hand: the translation was stopped: the object is edited freely.
        incomplete: it was published with strings missing, because an editor said so.
        confirmed: an editor has just said so; used up by the next publication.
    """

    class Status(models.TextChoices):
        MISSING = "missing", _("missing")
        IN_PROGRESS = "in_progress", _("in progress")
        DRAFT = "draft", _("draft")
        OUTDATED = "outdated", _("outdated")
        CURRENT = "current", _("current")

    original = models.ForeignKey(Original, on_delete=models.CASCADE, related_name="states")
    locale = models.ForeignKey(Locale, on_delete=models.CASCADE, related_name="+")
    status = models.CharField(_("status"), max_length=12, choices=Status.choices, default=Status.MISSING)
    target_id = models.CharField(max_length=40, blank=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    words_left = models.PositiveIntegerField(_("words to translate"), default=0)
    basis = models.JSONField(default=list)
    drafted = models.JSONField(default=list)
    by_hand = models.BooleanField(default=False)
    incomplete = models.BooleanField(default=False)
    confirmed = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("state of a translation")
        verbose_name_plural = _("states of translations")
        constraints = (
            models.UniqueConstraint(fields=["original", "locale"], name="one_translation_state_per_locale"),
        )
        indexes = (models.Index(fields=["locale", "status"], name="translation_state_by_status"),)

    def __str__(self) -> str:
        return f"{self.original_id} {self.locale_id}: {self.status}"
