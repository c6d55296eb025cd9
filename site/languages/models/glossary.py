"""The glossary: one term for one thing, in each language."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.models import Locale

_FORMS_HELP = _(
    "One per line, beside the term itself. Each word is found in all its forms; begun* stands for every word that "
    "begins like that."
)


class GlossaryTerm(ClusterableModel):
    """A term of the Slovenian original with its wording in the other languages."""

    key = models.SlugField(
        _("key"), max_length=60, unique=True, help_text=_("Names this record in imports; keep it.")
    )
    section = models.CharField(_("section"), max_length=80, blank=True)
    term = models.CharField(
        _("Slovenian term"),
        max_length=200,
        help_text=_("Several are separated by semicolons; remarks stand in brackets."),
    )
    forms = models.TextField(_("other Slovenian words for it"), blank=True, help_text=_FORMS_HELP)
    is_checked = models.BooleanField(
        _("check translations"),
        default=True,
        help_text=_("Off for words that are too general: the entry then only informs."),
    )

    panels = [
        FieldPanel("term"),
        FieldPanel("forms"),
        FieldPanel("is_checked"),
        InlinePanel("wordings", heading=_("In other languages"), label=_("Wording")),
        FieldPanel("section"),
        FieldPanel("key"),
    ]

    class Meta:
        verbose_name = _("glossary term")
        verbose_name_plural = _("glossary")
        ordering = ("section", "term")

    def __str__(self) -> str:
        return self.term


class GlossaryWording(models.Model):
    """What a term is called in one language."""

    term = ParentalKey(GlossaryTerm, on_delete=models.CASCADE, related_name="wordings")
    locale = models.ForeignKey(Locale, verbose_name=_("language"), on_delete=models.CASCADE, related_name="+")
    wording = models.CharField(
        _("wording"), max_length=200, help_text=_("Several are separated by semicolons; remarks stand in brackets.")
    )
    forms = models.TextField(_("also right"), blank=True, help_text=_FORMS_HELP)
    avoided = models.TextField(_("words to avoid"), blank=True, help_text=_("One per line."))

    panels = [FieldPanel("locale"), FieldPanel("wording"), FieldPanel("forms"), FieldPanel("avoided")]

    class Meta:
        verbose_name = _("wording")
        verbose_name_plural = _("wordings")
        constraints = (models.UniqueConstraint(fields=["term", "locale"], name="one_wording_per_term_and_language"),)

    def __str__(self) -> str:
        return self.wording
