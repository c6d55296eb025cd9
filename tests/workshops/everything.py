"""One row of every table of the workshops, every text filled: for tests that must hear of each new field."""

from datetime import date, datetime, timedelta
from decimal import Decimal

from django.apps import apps
from django.db import models
from phonenumber_field.modelfields import PhoneNumberField
from wagtail.models import Locale, Page

# The same key in every table: an address of any screen leads to a row.
KEY = 424242
# Tables of editors, which are texts for readers, and settings.
OF_EDITORS = {"MailText", "DeskSettings"}

# A kept report has a form of its own: an empty one, as the screens show it.
KEPT = {
    "filters": {"period": "school-2026"},
    "table": {
        **{"title": "", "about": [], "notes": [], "columns": [""] * 8, "kinds": ["text"] + ["count"] * 7, "rows": []},
        **{"totals": [""] + [0] * 7, "sessions": {"columns": [], "kinds": [], "rows": []}, "without_numbers": 0},
    },
}


def tables() -> list[type[models.Model]]:
    """Return every model of the workshops but pages and what editors write."""
    every = apps.get_app_config("workshops").get_models()
    return [model for model in every if not issubclass(model, Page) and model.__name__ not in OF_EDITORS]


def is_typed(field: models.Field) -> bool:
    """Say whether a field holds text of any kind, be it typed by somebody or made by us."""
    kinds = models.CharField | models.TextField | models.JSONField
    return isinstance(field, kinds) and not field.choices


class Everything:
    """Makes the rows; ``text`` says what stands in a field, given its model and itself."""

    def __init__(self, *, when: datetime, text, **values):
        self.when, self.text, self.values = when, text, values
        self.rows: dict[type[models.Model], models.Model] = {}
        for model in tables():
            self.row(model)

    def row(self, model: type[models.Model]) -> models.Model:
        if model not in self.rows:
            fields = [field for field in model._meta.concrete_fields if not field.primary_key]
            values = {field.name: self._value(model, field) for field in fields} | self.values.get(model.__name__, {})
            row = self.rows[model] = model(pk=KEY, **values)
            row.save(force_insert=True)
            # Times that Django sets by itself, and what ``save`` makes of a text, are set again.
            model._base_manager.filter(pk=KEY).update(
                **{field.name: getattr(row, field.name) for field in fields if not field.is_relation}
                | {field.name: values[field.name] for field in fields if isinstance(field, models.DateField)}
            )
            row.refresh_from_db()
        return self.rows[model]

    def _value(self, model: type[models.Model], field: models.Field):
        if is_typed(field):
            return self.text(model, field)
        if field.choices:
            return field.choices[0][0]
        if field.is_relation:
            target = field.related_model
            if target in tables():
                return self.row(target)
            return Locale.get_default() if target is Locale else None
        if isinstance(field, models.DateTimeField):
            return self.when + timedelta(hours=field.name.startswith("end"))
        if isinstance(field, models.DateField):
            return date(self.when.year, self.when.month, self.when.day)
        if isinstance(field, models.DecimalField):
            return Decimal("1.5")
        return (field.default is not models.NOT_PROVIDED and field.default) or (
            False if isinstance(field, models.BooleanField) else 1
        )


def short(field: models.Field, text: str) -> object:
    """Return a text in the form that a field takes."""
    if isinstance(field, models.JSONField):
        return {"text": text} if field.default is dict else [text]
    return text[: field.max_length] if field.max_length else text


def looks_like_phone(field: models.Field) -> bool:
    return isinstance(field, PhoneNumberField)
