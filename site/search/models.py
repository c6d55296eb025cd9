"""The index, the words that editors keep for it, and what readers did not find.

The index is made of plain tables, so that SQLite and PostgreSQL give the same results in the same order.
"""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def language_choices() -> list[tuple[str, str]]:
    return list(settings.LANGUAGES)


class SearchEntry(models.Model):
    """A page or document that can be found in one language."""

    class Kind(models.IntegerChoices):
        PAGE = 1, _("page")
        DOCUMENT = 2, _("document")

    kind = models.PositiveSmallIntegerField(choices=Kind.choices)
    object_id = models.BigIntegerField()
    language = models.CharField(max_length=12)
    title = models.CharField(max_length=255)
    text = models.TextField(help_text="What excerpts are taken from, one passage a line.")
    digest = models.CharField(max_length=64, help_text="Of all that the postings were made from.")
    source = models.CharField(max_length=64, blank=True, help_text="The hash of the file that the text came from.")

    class Meta:
        verbose_name = _("search entry")
        verbose_name_plural = _("search entries")
        constraints = (
            models.UniqueConstraint(fields=["kind", "object_id", "language"], name="one_search_entry_per_language"),
        )

    def __str__(self) -> str:
        return f"{self.title} ({self.language})"


class Readability(models.Model):
    """How hard the published text of a page is to read; for editors alone."""

    entry = models.OneToOneField(SearchEntry, on_delete=models.CASCADE, related_name="readability")
    words = models.PositiveIntegerField(_("words"))
    words_a_sentence = models.FloatField(_("words a sentence"))
    long_share = models.FloatField(_("long words, %"))
    lix = models.FloatField("LIX", db_index=True)
    long_sentences = models.PositiveIntegerField(_("long sentences"))
    hardest = models.JSONField(help_text="The hardest sentences, the hardest first.")

    class Meta:
        verbose_name = _("readability")
        verbose_name_plural = _("readability")

    def __str__(self) -> str:
        return f"{self.entry_id} {self.lix}"


class Term(models.Model):
    """A word that occurs in the texts of a language, in plain letters, with one way to write it."""

    language = models.CharField(max_length=12)
    term = models.CharField(max_length=60)
    spelling = models.CharField(max_length=120)

    class Meta:
        verbose_name = _("search term")
        verbose_name_plural = _("search terms")
        constraints = (models.UniqueConstraint(fields=["language", "term"], name="one_search_term_per_language"),)

    def __str__(self) -> str:
        return self.spelling


class Posting(models.Model):
    """That a term occurs in an entry, and how much that counts."""

    term = models.ForeignKey(Term, on_delete=models.CASCADE, related_name="postings", db_index=False)
    entry = models.ForeignKey(SearchEntry, on_delete=models.CASCADE, related_name="postings")
    weight = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("search posting")
        verbose_name_plural = _("search postings")
        # With the weight, so that ranking reads the index alone.
        indexes = (models.Index(fields=["term", "entry", "weight"], name="search_by_term"),)

    def __str__(self) -> str:
        return f"{self.term_id} {self.entry_id} {self.weight}"


class SearchWords(models.Model):
    """A group of words that editors keep: words that mean the same, or words of somebody who needs help."""

    class Kind(models.TextChoices):
        SYNONYMS = "synonyms", _("mean the same")
        NEED = "need", _("sound like need")

    language = models.CharField(_("language"), max_length=12, choices=language_choices)
    kind = models.CharField(
        _("these words"),
        max_length=10,
        choices=Kind.choices,
        default=Kind.SYNONYMS,
        help_text=_(
            "A search for one of the words that mean the same finds the others. "
            "Words that sound like need show help contacts above the results."
        ),
    )
    words = models.TextField(
        _("words"),
        max_length=2000,
        help_text=_(
            "Separated by commas, in their base form. Other forms, capital letters and missing diacritics are found "
            "by themselves."
        ),
    )

    class Meta:
        verbose_name = _("search words")
        verbose_name_plural = _("search words")
        ordering = ("language", "kind", "words")

    def __str__(self) -> str:
        return self.words[:80]


class MissedSearch(models.Model):
    """What readers of a language searched on a day without finding anything; nothing below three occurrences."""

    day = models.DateField(_("day"))
    language = models.CharField(_("language"), max_length=12, choices=language_choices)
    words = models.CharField(_("words"), max_length=60)
    count = models.PositiveIntegerField(_("count"))

    class Meta:
        verbose_name = _("search without results")
        verbose_name_plural = _("searches without results")
        constraints = (
            models.UniqueConstraint(fields=["day", "language", "words"], name="one_missed_search_a_day"),
            models.CheckConstraint(condition=models.Q(count__gte=3), name="missed_search_at_least_three"),
        )

    def __str__(self) -> str:
        return self.words
