"""Compares an uploaded file with what the site has: what would change, and everything that is wrong."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from uuid import UUID

import polib
from django.utils.translation import gettext as _
from wagtail.models import Locale

from languages.places import Place

from .access import only_editable
from .problems import ERROR, WARNING, Problem, field_problems, markup_problems, normalised
from .reading import UploadedFile
from .units import SEPARATOR, TranslatedObject, Unit, objects_of, sources_of, units_of

# Looks at a pair of texts and returns messages; asked for each text that would change.
Check = Callable[[str, str], Iterable[str]]


@dataclass(frozen=True)
class Change:
    """A text that the file brings."""

    unit: Unit
    new: str

    @property
    def old(self) -> str:
        return self.unit.translation


@dataclass
class Plan:
    """What applying a file would do. ``missing`` counts texts of the file that stay without a translation."""

    locale: Locale
    changes: list[Change] = field(default_factory=list)
    same: int = 0
    missing: int = 0
    problems: list[Problem] = field(default_factory=list)

    @property
    def errors(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == ERROR]

    @property
    def warnings(self) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity == WARNING]

    @cached_property
    def new(self) -> list[Change]:
        return [change for change in self.changes if not change.old]

    @cached_property
    def changed(self) -> list[Change]:
        return [change for change in self.changes if change.old]

    @cached_property
    def objects(self) -> list[TranslatedObject]:
        """The pages and records that change, each once."""
        return list({change.unit.object.key: change.unit.object for change in self.changes}.values())

    @property
    def digest(self) -> str:
        """Stands for all that was shown, so that nothing else is applied than what somebody has confirmed."""
        state = hashlib.sha256(self.locale.language_code.encode())
        for change in self.changes:
            state.update(repr((change.unit.key, change.old, change.new)).encode())
        for problem in self.problems:
            state.update(repr((problem.severity, problem.message, problem.place, problem.text)).encode())
        return state.hexdigest()


def make_plan(*, file: UploadedFile, user, checks: Iterable[Check] = ()) -> Plan:
    """Compare each entry with the site as it is now. Writes nothing.

    Args:
        checks: say what else is doubtful about a text that would change; each message becomes a warning.
    """
    return _Comparison(file, user, list(checks)).run()


def _object_key(context: str) -> UUID | None:
    try:
        return UUID(context.partition(SEPARATOR)[0])
    except ValueError:
        return None


class _Comparison:
    def __init__(self, file: UploadedFile, user, checks: list[Check]):
        self.file = file
        self.checks = checks
        self.plan = Plan(file.locale)
        keys = {key for entry in file.entries if (key := _object_key(entry.msgctxt or ""))}
        objects = objects_of(sources=sources_of(keys=list(keys)), locale=file.locale)
        self.objects = {one.key: one for one in objects}
        self.allowed = only_editable(user, [one.target for one in objects])
        self.units = {unit.key: unit for unit in units_of(objects=objects, locale=file.locale)}
        self.places: dict[str, list[Unit]] = {}
        for unit in self.units.values():
            self.places.setdefault(unit.context, []).append(unit)
        self.seen: dict[tuple[str, str], str] = {}

    def run(self) -> Plan:
        if self.file.entries and not self.objects:
            self._say(_("No text of this file is in translation on this site. Was it downloaded here?"), ERROR)
            return self.plan
        if not self.file.entries:
            self._say(_("There is no text in this file."), ERROR)
        refused: set[UUID] = set()
        for entry in self.file.entries:
            one = self.objects.get(_object_key(entry.msgctxt or ""))
            if one is not None and one.target not in self.allowed:
                if one.key not in refused:
                    self._say(_("You may not change this page or record."), ERROR, one=one, entry=entry)
                refused.add(one.key)
                continue
            self._compare(entry, one)
        return self.plan

    def _say(self, message, severity, *, entry=None, unit: Unit | None = None, one=None) -> None:
        one = unit.object if unit else one
        self.plan.problems.append(
            Problem(
                message=str(message),
                severity=severity,
                page=one.title if one else "",
                place=unit.place.label if unit else "",
                text=entry.msgid if entry else "",
                translation=entry.msgstr if entry else "",
                edit_url=one.edit_url if one else "",
                line=max(entry.linenum - 1, 0) if entry else 0,
            )
        )

    def _compare(self, entry: polib.POEntry, one: TranslatedObject | None) -> None:
        key = (entry.msgctxt or "", entry.msgid)
        unit = self.units.get(key)
        if entry.msgid_plural:
            return self._say(_("Plural forms are not used on this site."), ERROR, entry=entry, unit=unit, one=one)
        if unit is None:
            return self._unknown(entry, one)
        text = entry.msgstr
        if key in self.seen:
            if self.seen[key] != text:
                self._say(_("This text is in the file twice, with two translations."), ERROR, entry=entry, unit=unit)
            return None
        self.seen[key] = text
        if not text.strip():
            return self._empty(entry, unit)
        new = normalised(text, unit.place, unit.text)
        if not unit.has_error and unit.translation in (text, new):
            self.plan.same += 1
            return None
        if entry.fuzzy:
            if unit.translation in (text, new):
                self.plan.same += 1
                return None
            return self._say(
                _("Marked as uncertain (fuzzy): left out. Take the mark away to have it applied."),
                WARNING,
                entry=entry,
                unit=unit,
            )
        return self._take(entry, unit, new)

    def _unknown(self, entry: polib.POEntry, one: TranslatedObject | None) -> None:
        """Leave out a text that the site does not have (any more), and say what it has in that place now."""
        there = self.places.get(entry.msgctxt or "")
        if there and len(there) == 1:
            message = _("The Slovenian text has changed since the download: left out. It is now: %(text)s")
            return self._say(message % {"text": there[0].text}, WARNING, entry=entry, unit=there[0])
        if there:
            message = _("The Slovenian text has changed since the download: left out. Download the file again.")
            return self._say(message, WARNING, entry=entry, unit=there[0])
        if one:
            message = _("This text is no longer on the page: left out.")
            return self._say(message, WARNING, entry=entry, one=one)
        return self._say(_("This text belongs to no page in translation: left out."), WARNING, entry=entry)

    def _empty(self, entry: polib.POEntry, unit: Unit) -> None:
        if not unit.translation:
            self.plan.missing += 1
            return
        self._say(_("Empty in the file: the present translation stays."), WARNING, entry=entry, unit=unit)

    def _take(self, entry: polib.POEntry, unit: Unit, new: str) -> None:
        place: Place = unit.place
        found = markup_problems(original=unit.text, translation=entry.msgstr.strip(), place=place)
        if not any(severity == ERROR for severity, _message in found):
            found += field_problems(translation=new, place=place)
            checks = [] if place.is_slug else self.checks
            found += [(WARNING, message) for check in checks for message in check(unit.text, new)]
        for severity, message in found:
            self._say(message, severity, entry=entry, unit=unit)
        self.plan.changes.append(Change(unit, new))
