"""Reading the register of schools from a CSV file, row by row: a bad row does not hold up the others.

Columns, in any order; others are ignored:

    register_number  required; the key: the same number is the same school
    name             required
    type             required; a code of ``choices.SchoolType`` or its name in a language of the site
    address, postcode
    town             required
    municipality
    region           required; a code of ``choices.Region`` or its name, such as Obalno-kraška
    email

Separated by commas or semicolons, in UTF-8 with or without a byte order mark. An empty cell leaves what the register
has. A school that is not in the file stays; whether a school is active is never changed.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import ProhibitNullCharactersValidator
from django.db import transaction
from django.utils import translation

from workshops.choices import Region, SchoolType
from workshops.models import School
from workshops.models.schools import fold

COLUMNS = ("register_number", "name", "type", "address", "postcode", "town", "municipality", "region", "email")


class SchoolFileError(ValueError):
    """The file as a whole cannot be read; nothing was imported."""


@dataclass
class ImportReport:
    """What an import did: numbers of schools, and one line for each bad row."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    bad_rows: list[str] = field(default_factory=list)


def import_schools(path: Path, *, dry_run: bool = False) -> ImportReport:
    """Add and change schools as the file says; with ``dry_run`` only report what would be done.

    Rows are numbered as a spreadsheet shows them: the heading is row 1. Raises ``SchoolFileError``.
    """
    rows = list(_read_rows(path))
    report = ImportReport()
    reader = RowReader()
    with transaction.atomic():
        known = School.objects.in_bulk(field_name="register_number")
        for number, cells in rows:
            try:
                values = reader.read(number, cells)
                school = known.get(values["register_number"]) or School()
                changed = _fill(school, values)
            except ValidationError as error:
                report.bad_rows.append(f"row {number}: {_one_line(error)}")
                continue
            if changed and not dry_run:
                school.save()
            outcome = "added" if school.register_number not in known else "changed" if changed else "unchanged"
            setattr(report, outcome, getattr(report, outcome) + 1)
    return report


class RowReader:
    """Turns the cells of a row into values of a school, and remembers which numbers it has seen."""

    def __init__(self):
        self.first_rows: dict[str, int] = {}
        self.names = {"type": _names(SchoolType), "region": _names(Region)}

    def read(self, number: int, cells: dict[str, str]) -> dict[str, str]:
        """Return the values of one row; raises ``ValidationError`` for what the model cannot know."""
        for column, cell in cells.items():
            try:
                ProhibitNullCharactersValidator()(cell)
            except ValidationError as error:
                raise ValidationError({column: error}) from error
        key = cells["register_number"]
        if not key:
            raise ValidationError({"register_number": "the number is missing."})
        first = self.first_rows.setdefault(key, number)
        if first != number:
            raise ValidationError({"register_number": f"{key} is already in row {first}."})
        choices = {column: names.get(_key(cells[column]), cells[column]) for column, names in self.names.items()}
        return {**cells, **choices}


def _names(choices: type[SchoolType] | type[Region]) -> dict[str, str]:
    """Return the value of each choice by its code and by its name in every language of the site."""
    names = {_key(value): value for value in choices.values}
    for code, _language in settings.LANGUAGES:
        with translation.override(code):
            names |= {_key(label): value for value, label in choices.choices}
    return names


def _key(text: str) -> str:
    return fold(text.replace("-", " ").replace("–", " ").replace("_", " "))


def _fill(school: School, values: dict[str, str]) -> bool:
    """Set what the row says; return whether that changes the school. Raises ``ValidationError``."""
    changed = False
    for name, value in values.items():
        if value and getattr(school, name) != value:
            setattr(school, name, value)
            changed = True
    # The numbers of the file and of the register were compared already.
    school.full_clean(validate_unique=False)
    return changed


def _one_line(error: ValidationError) -> str:
    return "; ".join(f"{name}: {' '.join(messages)}" for name, messages in error.message_dict.items())


def _read_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the number and the trimmed cells of each row that has any."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SchoolFileError(f"{path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise SchoolFileError(f"{path} is not in UTF-8. Save it as “CSV UTF-8” and try again.") from error
    heading = text.partition("\n")[0]
    delimiter = ";" if heading.count(";") > heading.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    columns: list[str] = []
    try:
        for number, row in enumerate(reader, start=1):
            cells = [" ".join(cell.split()) for cell in row]
            if number == 1:
                columns = _check_columns([cell.lower() for cell in cells])
            elif any(cells):
                cells += [""] * (len(columns) - len(cells))
                named = dict(zip(columns, cells, strict=False))
                yield number, {column: named[column] for column in COLUMNS}
    except csv.Error as error:
        raise SchoolFileError(f"{path} is not a CSV file, near line {reader.line_num}: {error}.") from error
    if not columns:
        raise SchoolFileError(f"{path} is empty.")


def _check_columns(columns: list[str]) -> list[str]:
    if missing := [name for name in COLUMNS if name not in columns]:
        raise SchoolFileError(f"Columns are missing from the heading: {', '.join(missing)}.")
    if repeated := [name for name in COLUMNS if columns.count(name) > 1]:
        raise SchoolFileError(f"Columns are in the heading twice: {', '.join(repeated)}.")
    return columns
