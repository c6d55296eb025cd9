"""Loads the glossary: each term once, and never over what an editor has changed or deleted."""

from pathlib import Path
from typing import Any

from wagtail.models import Locale

from languages.models import GlossaryTerm, GlossaryWording, LoadedRecord

from .files import FILES, SOURCE, ContentError, digest_of, read_yaml

KIND = "glossary"


def load_glossary(path: Path, counts: dict[str, int]) -> None:
    """Make and renew terms from a file; add to the counts of what was loaded, unchanged and kept."""
    if not path.exists():
        return
    records = {record.key: record for record in LoadedRecord.objects.filter(kind=KIND)}
    terms = {str(term.pk): term for term in GlossaryTerm.objects.prefetch_related("wordings")}
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    for entry in read_yaml(path):
        digest = digest_of(entry)
        record = records.get(entry.get("key", ""))
        term = terms.get(record.object_id) if record else GlossaryTerm()
        if record and record.digest == digest:
            counts["unchanged"] += 1
        elif term is None or (record and _state(term) != record.state):
            counts["kept"] += 1
        else:
            _fill(term, entry, locales, path)
            LoadedRecord.objects.update_or_create(
                kind=KIND,
                key=entry["key"],
                language="",
                defaults={"object_id": str(term.pk), "digest": digest, "state": _state(term)},
            )
            counts["loaded"] += 1


def _fill(term: GlossaryTerm, entry: dict[str, Any], locales: dict[str, Locale], path: Path) -> None:
    also, avoid = entry.get("also", {}), entry.get("avoid", {})
    try:
        term.key, term.section, term.term = entry["key"], entry["section"], entry["sl"]
        wordings = {FILES[name]: (entry[name], also.get(name, []), avoid.get(name, [])) for name in list(FILES)[1:]}
    except KeyError as error:
        raise ContentError(f"{path}: {entry.get('key', '?')}: {error} is missing") from error
    term.forms = "\n".join(also.get(SOURCE, []))
    term.is_checked = entry.get("check", True)
    term.wordings = [
        GlossaryWording(locale=locales[code], wording=wording, forms="\n".join(forms), avoided="\n".join(avoided))
        for code, (wording, forms, avoided) in wordings.items()
    ]
    term.save()


def _state(term: GlossaryTerm) -> str:
    wordings = sorted((w.locale_id, w.wording, w.forms, w.avoided) for w in term.wordings.all())
    return digest_of(term.key, term.section, term.term, term.forms, term.is_checked, wordings)
