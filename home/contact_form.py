"""The form of a help contact in the CMS."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from .opening_field import OpeningField


class HelpContactForm(WagtailAdminModelForm):
    """Keeps a contact without number and address a draft; hours and languages are chosen, not typed."""

    opening = OpeningField()
    speaks = forms.MultipleChoiceField(
        choices=settings.LANGUAGES, required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # A field that is declared takes nothing from the model by itself.
        for name in ("opening", "speaks"):
            if name in self.fields:
                described = self._meta.model._meta.get_field(name)
                self.fields[name].label = str(described.verbose_name).capitalize()
                self.fields[name].help_text = described.help_text

    def clean(self):
        cleaned = super().clean()
        reachable = any(cleaned.get(name) for name in ("number", "number_abroad", "email"))
        if "action-publish" in self.data and not reachable:
            self.add_error("number", _("A published contact needs a number or an e-mail address."))
        return cleaned
