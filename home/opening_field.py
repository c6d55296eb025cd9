"""The form field for opening hours: not known, always, the same every day, or day by day."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from .opening import ALWAYS

UNKNOWN, ROUND, DAILY, WEEKLY = "", "always", "daily", "weekly"
KINDS = [
    (UNKNOWN, _("not known to us: readers see nothing")),
    (ROUND, _("always: 24 hours a day, every day")),
    (DAILY, _("the same hours every day")),
    (WEEKLY, _("by day of the week")),
]


class OpeningWidget(forms.MultiWidget):
    """A choice, one pair of times for every day, then a pair for each day of the week."""

    template_name = "home/admin/opening_widget.html"
    use_fieldset = True

    def __init__(self, attrs=None):
        # Wagtail's own time pickers would need a script for each; the browser's do without.
        times = [forms.TimeInput(attrs={"type": "time"}, format="%H:%M") for _number in range(16)]
        super().__init__([forms.Select(choices=KINDS), *times], attrs)

    def decompress(self, value):
        if not value:
            return [UNKNOWN] + [None] * 16
        if value == ALWAYS:
            return [ROUND] + [None] * 16
        if len(set(value)) == 1:
            return [DAILY, *_pair(value[0])] + [None] * 14
        return [WEEKLY, None, None, *(one for day in value for one in _pair(day))]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        kind, *times = context["widget"]["subwidgets"]
        pairs = list(zip(times[::2], times[1::2], strict=True))
        labels = [str(_("every day")), *map(str, WEEKDAYS.values())]
        rows = [{"label": label, "pair": pair} for label, pair in zip(labels, pairs, strict=True)]
        context["widget"] |= {"kind": kind, "daily": rows[0], "week": rows[1:]}
        return context


class OpeningField(forms.MultiValueField):
    """Gives what ``home.opening`` describes."""

    widget = OpeningWidget

    def __init__(self, **kwargs):
        times = [forms.TimeField(required=False) for _number in range(16)]
        fields = [forms.ChoiceField(choices=KINDS, required=False), *times]
        super().__init__(fields, require_all_fields=False, required=False, **kwargs)

    def has_changed(self, initial, data):
        try:
            return self.clean(data) != (initial or [])
        except ValidationError:
            return True

    def clean(self, value):
        return super().clean(value) or []

    def compress(self, data_list):
        kind, *times = data_list or [UNKNOWN]
        if kind == ROUND:
            return list(ALWAYS)
        if kind == DAILY:
            return [_range(*times[:2], required=True)] * 7
        if kind == WEEKLY:
            days = [_range(*times[start : start + 2]) for start in range(2, 16, 2)]
            if not any(days):
                raise ValidationError(_("Give the hours of at least one day."))
            return days
        return []


def _pair(hours: str) -> list[str | None]:
    start, _dash, end = hours.partition("-")
    return [start or None, "00:00" if end == "24:00" else end or None]


def _range(start, end, *, required: bool = False) -> str:
    if start is None and end is None and not required:
        return ""
    if start is None or end is None:
        raise ValidationError(_("Give both times, from and to."))
    first, last = f"{start:%H:%M}", f"{end:%H:%M}"
    last = "24:00" if last == "00:00" else last
    if first == last:
        raise ValidationError(_("From and to are the same time."))
    return f"{first}-{last}"
