"""Fields whose choices are read once for all the forms of a screen, and that no crafted number can upset."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from programmes.models import Funder, ProgrammePage
from workshops.models import Facilitator


@dataclass
class Choices:
    """Rows to choose from, each read when it is first needed."""

    @cached_property
    def facilitators(self) -> dict[str, Facilitator]:
        return {str(one.pk): one for one in Facilitator.objects.filter(is_active=True)}

    def know(self, facilitators: Iterable[Facilitator]) -> None:
        """Take facilitators that were read elsewhere, so that they are not read twice."""
        self.facilitators = {str(one.pk): one for one in sorted(facilitators, key=lambda one: one.name)}

    @cached_property
    def programmes(self) -> dict[str, ProgrammePage]:
        pages = (
            ProgrammePage.objects.filter(locale__language_code=settings.LANGUAGE_CODE).order_by("title").only("title")
        )
        return {str(page.pk): page for page in pages}

    @cached_property
    def funders(self) -> dict[str, Funder]:
        return {str(one.pk): one for one in Funder.objects.filter(locale__language_code=settings.LANGUAGE_CODE)}


class RowField(forms.ChoiceField):
    """One of the rows, as the row itself; None for the empty choice."""

    def __init__(self, *, rows: dict, empty: str = _("none"), **kwargs):
        self.rows = rows
        named = [(key, getattr(row, "title", None) or str(row)) for key, row in rows.items()]
        super().__init__(choices=[("", empty), *named], required=False, **kwargs)

    def clean(self, value):
        return self.rows.get(super().clean(value))


class RowsField(forms.MultipleChoiceField):
    """Any of the rows, as rows."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, rows: dict, **kwargs):
        self.rows = rows
        super().__init__(choices=[(key, str(row)) for key, row in rows.items()], required=False, **kwargs)

    def clean(self, value):
        return [self.rows[key] for key in super().clean(value)]
