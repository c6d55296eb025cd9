"""Help contacts: one record per number, translated, published only when verified."""

import re

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, PublishingPanel
from wagtail.models import DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin
from wagtail.search import index
from wagtail_localize.fields import SynchronizedField

from home.contact_form import HelpContactForm
from home.opening import TIME_ZONES, in_words, validate_opening
from home.verifying import ContactQuerySet, is_due
from languages.codes import html_code
from languages.translations.publishing import GuardedPublishing


class HelpContact(
    GuardedPublishing, DraftStateMixin, LockableMixin, RevisionMixin, TranslatableMixin, index.Indexed, models.Model
):
    """Somebody to call or write to.

    Words are translated; the number, where it works and when it was verified are the same in every language.
    A draft is a contact that an editor has still to verify: it is never shown.
    """

    class Country(models.TextChoices):
        SLOVENIA = "si", _("Slovenia")
        SERBIA = "rs", _("Serbia")
        UKRAINE = "ua", _("Ukraine")
        EU = "eu", _("European Union")

    class Kind(models.TextChoices):
        EMERGENCY = "emergency", _("emergency")
        POLICE = "police", _("police")
        HELPLINE = "helpline", _("helpline")
        CHILDREN = "children", _("children and young people")
        ORGANISATION = "organisation", _("organisation")

    key = models.SlugField(_("key"), max_length=40, help_text=_("Names this record in imports; keep it."))
    country = models.CharField(_("country"), max_length=2, choices=Country.choices)
    kind = models.CharField(_("kind"), max_length=20, choices=Kind.choices)
    name = models.CharField(_("name"), max_length=160)
    purpose = models.TextField(_("what for"))
    number = models.CharField(_("number"), max_length=30, blank=True)
    number_abroad = models.CharField(_("number from abroad"), max_length=30, blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    website = models.URLField(_("website"), blank=True)
    sms = models.BooleanField(_("also by SMS"), default=False)
    chat = models.BooleanField(_("also by chat"), default=False)
    opening = models.JSONField(
        _("opening hours"),
        default=list,
        blank=True,
        validators=[validate_opening],
        help_text=_("In the time of the contact’s country. Only what the source states."),
    )
    hours = models.CharField(
        _("note on the hours"), max_length=200, blank=True, help_text=_("Stands after the opening hours.")
    )
    cost = models.CharField(_("cost"), max_length=200, blank=True)
    speaks = models.JSONField(
        _("languages spoken"),
        default=list,
        blank=True,
        help_text=_("Tick what the source states. Nothing ticked: readers are told that it is not known to us."),
    )
    languages = models.CharField(_("other languages"), max_length=200, blank=True)
    what_happens = models.TextField(
        _("what happens when one calls"),
        blank=True,
        help_text=_("Only if it differs from the text of the help page."),
    )
    where = models.CharField(_("where it can be dialled from"), max_length=200, blank=True)
    from_slovenia = models.BooleanField(_("from Slovenia"), default=False)
    from_eu = models.BooleanField(_("from the rest of the EU"), default=False)
    from_serbia = models.BooleanField(_("from Serbia"), default=False)
    from_ukraine = models.BooleanField(_("from Ukraine"), default=False)
    from_elsewhere = models.BooleanField(_("from every other country"), default=False)
    source = models.CharField(_("source"), max_length=200, blank=True)
    verified_on = models.DateField(_("verified on"), null=True, blank=True)
    information_year = models.PositiveSmallIntegerField(
        _("year of the information"), null=True, blank=True, help_text=_("If the day is not known.")
    )
    internal_note = models.TextField(_("internal note"), blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=100)

    objects = ContactQuerySet.as_manager()

    base_form_class = HelpContactForm

    panels = [
        HelpPanel(template="home/admin/verification.html", heading=_("Verification")),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("country"), FieldPanel("kind")]),
                FieldPanel("name"),
                FieldPanel("purpose"),
            ],
            heading=_("Who"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("number"), FieldPanel("number_abroad")]),
                FieldRowPanel([FieldPanel("email"), FieldPanel("website")]),
                FieldRowPanel([FieldPanel("sms"), FieldPanel("chat")]),
                FieldPanel("where"),
                FieldRowPanel(
                    [
                        FieldPanel("from_slovenia"),
                        FieldPanel("from_eu"),
                        FieldPanel("from_serbia"),
                        FieldPanel("from_ukraine"),
                        FieldPanel("from_elsewhere"),
                    ],
                    heading=_("Can be dialled"),
                ),
            ],
            heading=_("How to reach them"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("opening"),
                FieldPanel("hours"),
                FieldPanel("cost"),
                FieldPanel("speaks"),
                FieldPanel("languages"),
                FieldPanel("what_happens"),
            ],
            heading=_("When, cost, languages"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("source"),
                FieldRowPanel([FieldPanel("verified_on"), FieldPanel("information_year")]),
                FieldPanel("internal_note"),
                FieldRowPanel([FieldPanel("sort_order"), FieldPanel("key")]),
            ],
            heading=_("Record"),
        ),
        PublishingPanel(),
    ]

    # The same in every language: an editor changes them once, in the original.
    override_translatable_fields = [
        SynchronizedField(name, overridable=False)
        for name in (
            "key",
            "number",
            "number_abroad",
            "opening",
            "speaks",
            "source",
            "verified_on",
            "internal_note",
        )
    ]

    search_fields = [
        index.SearchField("name"),
        index.SearchField("purpose"),
        index.SearchField("number"),
        index.AutocompleteField("name"),
        index.FilterField("locale_id"),
    ]

    class Meta(TranslatableMixin.Meta):
        verbose_name = _("help contact")
        verbose_name_plural = _("help contacts")
        ordering = ("sort_order", "pk")
        permissions = (("verify_helpcontact", "Can say that a help contact is verified"),)
        constraints = (models.UniqueConstraint(fields=["key", "locale"], name="one_help_contact_per_key_and_locale"),)

    def __str__(self) -> str:
        return f"{self.name} {self.number}".strip()

    @property
    def is_reachable(self) -> bool:
        """Say whether there is a way to reach this contact; without one it is never shown."""
        return bool(self.number or self.number_abroad or self.email)

    @property
    def tel(self) -> str:
        """Return the number as ``tel:`` wants it: digits, with + kept."""
        return re.sub(r"[^\d+]", "", self.number)

    @property
    def tel_abroad(self) -> str:
        return re.sub(r"[^\d+]", "", self.number_abroad)

    @property
    def when(self) -> str:
        """Return the opening hours in words, with the note on them."""
        return ". ".join(filter(None, (in_words(self.opening), self.hours)))

    @property
    def time_zone(self) -> str:
        """Return the names of the zone that the hours are in; nothing for a contact of no single country."""
        return TIME_ZONES.get(self.country, "")

    @property
    def opening_data(self) -> str:
        """Return the opening hours as ``static/js/open-now.js`` reads them."""
        return ",".join(self.opening) if self.time_zone else ""

    @property
    def spoken(self) -> list[tuple[str, str]]:
        """Return (tag, name) of the languages spoken, each by its own name; nothing where we do not know them."""
        return [(html_code(code), name) for code, name in settings.LANGUAGES if code in self.speaks]

    @property
    def is_due(self) -> bool:
        """Say whether somebody should verify this contact again."""
        return is_due(self)
