"""Reads the filter of the programme list; anything unknown means: show all."""

from django import forms
from django.utils.translation import gettext_lazy as _

from .choices import Kind


class ProgrammeFilterForm(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=[("", _("all kinds")), *Kind.choices], required=False)

    @property
    def kind_or_all(self) -> str:
        """Return the chosen kind, or nothing for all of them."""
        return self.cleaned_data.get("kind", "") if self.is_valid() else ""
