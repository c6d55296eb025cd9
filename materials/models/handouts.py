"""Posters and pocket cards as editors keep them, and the PDF files that were made from them."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PublishingPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, LockableMixin, PreviewableMixin, RevisionMixin, TranslatableMixin
from wagtail_localize.fields import SynchronizedField

from languages.codes import CYRILLIC, CYRILLIC_NAME, LATIN
from languages.translations.publishing import GuardedPublishing
from materials.handouts.blocks import HandoutContactBlock, HandoutLineBlock
from materials.handouts.panels import FilesPanel

# By which a card would give its holder away, in any script.
GIVES_AWAY = ("ključ", "kljuc", "кључ", "ключ")
MOST_LINES = {"poster": 5, "card": 1}


class Handout(
    GuardedPublishing,
    DraftStateMixin,
    LockableMixin,
    RevisionMixin,
    PreviewableMixin,
    TranslatableMixin,
    models.Model,
):
    """A sheet to print. Words are translated; what kind it is and its picture are the same in every language."""

    class Kind(models.TextChoices):
        POSTER = "poster", _("poster, A4")
        CARD = "card", _("pocket cards, ten on a sheet")

    key = models.SlugField(_("key"), max_length=40, help_text=_("Names the files of this handout; keep it."))
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    title = models.CharField(_("title"), max_length=120, help_text=_("In lists and for screen readers; not printed."))
    headline = models.CharField(_("headline"), max_length=120)
    lines = StreamField(
        [("line", HandoutLineBlock(max_length=160))],
        verbose_name=_("lines"),
        blank=True,
        help_text=_("Three to five on a poster, at most one on a card."),
    )
    contacts = StreamField(
        [("contact", HandoutContactBlock())],
        verbose_name=_("contacts"),
        help_text=_("In this order. What is not published is left out."),
    )
    closing = models.CharField(_("closing line"), max_length=160, blank=True)
    address_text = models.CharField(
        _("beside the QR code"),
        max_length=120,
        blank=True,
        help_text=_("A card has no QR code: others may see it."),
    )
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )
    picture_alt = models.CharField(_("alternative text"), max_length=250, blank=True)

    panels = [
        FilesPanel(heading=_("Files")),
        MultiFieldPanel([FieldRowPanel([FieldPanel("kind"), FieldPanel("key")]), FieldPanel("title")]),
        MultiFieldPanel(
            [FieldPanel("headline"), FieldPanel("lines"), FieldPanel("contacts"), FieldPanel("closing")],
            heading=_("On the sheet"),
        ),
        MultiFieldPanel(
            [FieldPanel("address_text"), FieldPanel("image"), FieldPanel("picture_alt")], heading=_("On a poster")
        ),
        PublishingPanel(),
    ]

    override_translatable_fields = [
        SynchronizedField("key", overridable=False),
        SynchronizedField("kind", overridable=False),
        SynchronizedField("image"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("handout")
        verbose_name_plural = _("handouts")
        ordering = ("-kind", "pk")
        constraints = (models.UniqueConstraint(fields=["key", "locale"], name="one_handout_per_key_and_locale"),)

    def __str__(self) -> str:
        return self.title

    @property
    def is_card(self) -> bool:
        return self.kind == self.Kind.CARD

    @property
    def codes(self) -> dict[str, str]:
        """Return the codes it is written in, with their names: Serbian comes in both scripts."""
        code = self.locale.language_code
        names = {code: dict(settings.LANGUAGES).get(code, code)}
        return {**names, CYRILLIC: CYRILLIC_NAME} if code == LATIN else names

    @property
    def preview_modes(self) -> list[tuple[str, str]]:
        return list(self.codes.items())

    @property
    def default_preview_mode(self) -> str:
        return self.locale.language_code

    def serve_preview(self, request, mode_name):
        from materials.handouts.rendering import preview

        return preview(self, code=mode_name)

    def clean(self) -> None:
        super().clean()
        if (count := len(self.lines)) > MOST_LINES.get(self.kind, count):
            raise ValidationError({"lines": _("There is no room for so many lines.")})
        if self.image_id and not self.picture_alt and not self.is_card:
            raise ValidationError({"picture_alt": _("Please say what the picture shows.")})
        if self.is_card and any(name in self._words().lower() for name in GIVES_AWAY):
            raise ValidationError({"headline": _("A card must not name the society: others may find it.")})

    def _words(self) -> str:
        notes = [block.value["note"] or "" for block in self.contacts]
        return "\n".join([self.title, self.headline, self.closing, *(block.value for block in self.lines), *notes])


class HandoutFile(models.Model):
    """The PDF of a handout in one script, as it was made last.

    Attributes:
        code: language and script: ``sr-latn`` and ``sr-cyrl`` for Serbian.
        variant: empty for the sheet itself, ``press`` for the one with bleed and crop marks.
        digest: what the sheet showed when the file was made, or could not be made.
        name: of the file below ``media/handouts/``; empty if there is none.
        problem: why there is none, or what is wrong with it.
    """

    class Problem(models.TextChoices):
        LIBRARY = "library", _("No PDF can be made on this machine: the library Pango is missing.")
        FAILED = "failed", _("The PDF could not be made; the log says why.")
        TOO_LONG = "too_long", _("The text is too long for the sheet or card.")

    handout = models.ForeignKey(Handout, on_delete=models.CASCADE, related_name="files")
    code = models.CharField(max_length=10)
    variant = models.CharField(max_length=10, blank=True)
    digest = models.CharField(max_length=64)
    name = models.CharField(max_length=120, blank=True)
    size = models.PositiveIntegerField(default=0)
    pages = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=10, choices=Problem.choices, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        default_permissions = ()
        constraints = (
            models.UniqueConstraint(fields=["handout", "code", "variant"], name="one_handout_file_per_code"),
        )

    def __str__(self) -> str:
        return self.name or f"{self.handout_id} {self.code} {self.variant}"

    @property
    def url(self) -> str:
        """Return the address of the file; empty without one."""
        return f"{settings.MEDIA_URL}handouts/{self.name}" if self.name else ""
