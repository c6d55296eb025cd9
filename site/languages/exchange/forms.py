"""What a translator is to get, and the file that comes back."""

from django import forms
from django.apps import apps
from django.db import models
from django.utils.functional import cached_property
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.widgets import AdminPageChooser
from wagtail.models import Locale, Page

from .access import editable_models, may_change, may_change_pages
from .units import source_locale, sources_of, sources_of_model

PAGE, SECTION, RECORDS, RECORD = "page", "section", "records", "record"


class ForgivingPageChooser(AdminPageChooser):
    """Wagtail's chooser, which can be shown again with an address that was typed wrongly."""

    def get_instance(self, value):
        if value is None or isinstance(value, Page):
            return super().get_instance(value)
        return Page.objects.filter(pk=int(str(value)[:18])).first() if str(value).isdecimal() else None


class DownloadForm(forms.Form):
    """Language and part of the site. ``sources`` are the originals that belong to it."""

    language = forms.ModelChoiceField(
        label=_("Language of the translation"), queryset=Locale.objects.none(), empty_label=None
    )
    what = forms.ChoiceField(
        label=_("What"),
        choices=[
            (PAGE, _("one page")),
            (SECTION, _("a page and everything below it")),
            (RECORDS, _("records of one kind")),
        ],
        widget=forms.RadioSelect,
    )
    page = forms.ModelChoiceField(label=_("Page"), queryset=Page.objects.none(), required=False)
    kind = forms.ChoiceField(label=_("Kind of records"), required=False)
    record = forms.CharField(required=False, widget=forms.HiddenInput, max_length=120)
    missing_only = forms.BooleanField(
        label=_("Only what is missing"),
        help_text=_("Without it, the file also holds what is translated already, so that it can be read and mended."),
        required=False,
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.user = user
        original = source_locale()
        self.fields["language"].queryset = Locale.objects.exclude(pk=original.pk).order_by("pk")
        self.fields["page"].queryset = Page.objects.filter(locale=original, depth__gt=1)
        self.fields["page"].widget = ForgivingPageChooser()
        self.kinds = {model._meta.label_lower: model for model in editable_models(user)}
        names = [(label, capfirst(model._meta.verbose_name_plural)) for label, model in self.kinds.items()]
        self.fields["kind"].choices = [("", "–"), *names]
        if not self.kinds:
            del self.fields["kind"]
        if not may_change_pages(user):
            del self.fields["page"]
        self.fields["what"].choices = [
            (value, label)
            for value, label in self.fields["what"].choices
            if ("kind" if value == RECORDS else "page") in self.fields
        ]
        self.fields["what"].initial = SECTION if "page" in self.fields else RECORDS
        if self.given_record:
            self.fields["what"].choices = [(RECORD, str(self.given_record)), *self.fields["what"].choices]

    @cached_property
    def given_record(self) -> models.Model | None:
        """The one record that the address names as ``app.model:key``."""
        given = (self.data if self.is_bound else self.initial).get("record", "")
        label, _colon, key = str(given).partition(":")
        try:
            model = apps.get_model(label)
        except (LookupError, ValueError):
            return None
        if label.lower() not in self.kinds or not may_change(self.user, model) or not key.isdecimal():
            return None
        return model._default_manager.filter(pk=int(key[:18])).first()

    def clean(self):
        cleaned = super().clean()
        what = cleaned.get("what")
        if what in (PAGE, SECTION) and not cleaned.get("page") and "page" not in self.errors:
            self.add_error("page", _("Choose a page of the Slovenian original."))
        if what == RECORDS and not cleaned.get("kind") and "kind" not in self.errors:
            self.add_error("kind", _("Choose a kind of records."))
        return cleaned

    @cached_property
    def sources(self) -> models.QuerySet:
        """The originals of the chosen part; the form must be valid."""
        return sources_of(keys=self.originals.values("translation_key")) if self.is_pages else self._record_sources()

    @property
    def is_pages(self) -> bool:
        return self.cleaned_data["what"] in (PAGE, SECTION)

    @cached_property
    def originals(self) -> models.QuerySet:
        """The Slovenian pages or records of the chosen part."""
        data = self.cleaned_data
        if data["what"] == PAGE:
            return Page.objects.filter(pk=data["page"].pk)
        if data["what"] == SECTION:
            return Page.objects.descendant_of(data["page"], inclusive=True)
        if data["what"] == RECORD:
            return type(self.given_record)._default_manager.filter(pk=self.given_record.pk)
        return self.kinds[data["kind"]]._default_manager.filter(locale=source_locale())

    def _record_sources(self) -> models.QuerySet:
        keys = self.originals.values("translation_key")
        return sources_of_model(self.originals.model).filter(object_id__in=keys)

    @property
    def about(self) -> str:
        """What the file is about, for its name."""
        data = self.cleaned_data
        if self.is_pages:
            return data["page"].slug
        return str(self.given_record if data["what"] == RECORD else self.originals.model._meta.verbose_name_plural)


class UploadForm(forms.Form):
    """The file that a translator sent."""

    file = forms.FileField(label=_("PO file"), widget=forms.FileInput(attrs={"accept": ".po,.txt"}))
