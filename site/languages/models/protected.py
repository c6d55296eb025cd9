"""Words that keep their Latin letters in Serbian Cyrillic: foreign names, brands, abbreviations."""

import time
from contextlib import suppress
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import DatabaseError, models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.models import PreviewableMixin

from languages.serbian import to_cyrillic

# How long a process may go on with the words it knows, in seconds.
REMEMBERED_FOR = 1.0


@dataclass
class _Known:
    words: tuple[str, ...] = ()
    until: float = 0.0


_known = _Known()


class ProtectedWord(PreviewableMixin, models.Model):
    """A word or phrase that is not converted. ``example`` is for the preview alone."""

    text = models.CharField(
        _("word or phrase"),
        max_length=100,
        unique=True,
        help_text=_(
            "Written just as it stands on the pages, capitals included. An ending behind a hyphen is converted: "
            "UNHCR-a. Words with q, w, x or y, e-mail and web addresses and Roman numerals stay without being listed."
        ),
    )
    example = models.CharField(
        _("a sentence to try it in"),
        max_length=250,
        blank=True,
        help_text=_("In Serbian, in Latin script. The preview shows what becomes of it."),
    )

    panels = [FieldPanel("text"), FieldPanel("example")]

    class Meta:
        verbose_name = _("word that stays in Latin script")
        verbose_name_plural = _("words that stay in Latin script")
        ordering = ("text",)

    def __str__(self) -> str:
        return self.text

    def clean(self) -> None:
        self.text = " ".join(self.text.split())
        if not any(letter.isalpha() for letter in self.text):
            raise ValidationError({"text": _("Please write a word with letters.")})

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Show the example, or the word alone, in both scripts, as if the word were stored already."""
        text = self.example or self.text
        stored = {word for pk, word in ProtectedWord.objects.values_list("pk", "text") if pk != self.pk}
        context = {
            "latin": text,
            "cyrillic": to_cyrillic(text, protected=sorted({*stored, self.text})),
            "without": to_cyrillic(text, protected=sorted(stored)),
            "title": gettext("Serbian in Cyrillic"),
        }
        return render(request, "languages/protected_word_preview.html", context)


def protected_words() -> tuple[str, ...]:
    """Return the words that stay in Latin script, at most a second old.

    While the database does not answer, they are the last that were known.
    """
    if time.monotonic() >= _known.until:
        with suppress(DatabaseError):
            _known.words = tuple(ProtectedWord.objects.values_list("text", flat=True))
            _known.until = time.monotonic() + REMEMBERED_FOR
    return _known.words


def forget_protected_words(**kwargs) -> None:
    """Ask the database next time."""
    _known.until = 0.0
