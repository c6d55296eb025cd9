"""Finds where a translation departs from the glossary."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from django.conf import settings

from languages.models import GlossaryTerm

from .words import Form, Text, forms_of


@dataclass(frozen=True)
class Departure:
    """A term of the original that the translation does not have, or a word in it that is to be avoided.

    Attributes:
        term: of the original, as the glossary has it; empty for a word that is avoided whatever the original says.
        expected: what the glossary says instead.
        avoided: the word to avoid, if that is what is wrong.
    """

    term: str
    expected: str
    avoided: str = ""


@dataclass(frozen=True)
class _Wording:
    wording: str
    forms: tuple[Form, ...]
    avoided: tuple[tuple[str, tuple[Form, ...]], ...]


@dataclass(frozen=True)
class _Term:
    term: str
    is_checked: bool
    forms: tuple[Form, ...]
    wordings: dict[str, _Wording]


class Glossary:
    """The glossary of this moment, ready to look at many texts."""

    def __init__(self, terms: Iterable[GlossaryTerm]):
        self.source = settings.LANGUAGE_CODE
        self.terms = [self._term(term) for term in terms]
        # An original is looked at once for each language.
        self._terms_in = lru_cache(maxsize=2_000)(self._find_terms)

    @classmethod
    def load(cls) -> "Glossary":
        return cls(GlossaryTerm.objects.prefetch_related("wordings__locale"))

    def _term(self, term: GlossaryTerm) -> _Term:
        forms = forms_of([term.term, term.forms], self.source)
        return _Term(
            term.term, term.is_checked, forms, {w.locale.language_code: self._wording(w) for w in term.wordings.all()}
        )

    @staticmethod
    def _wording(wording) -> _Wording:
        code = wording.locale.language_code
        avoided = tuple(
            (line.strip(), forms_of([line], code)) for line in wording.avoided.splitlines() if line.strip()
        )
        return _Wording(wording.wording, forms_of([wording.wording, wording.forms], code), avoided)

    def departures(self, *, source: str, target: str, code: str) -> list[Departure]:
        """Return what a translation into a language should look at again; nothing for an empty one."""
        if not target.strip():
            return []
        translated = Text.of(target, code)
        missing = [
            Departure(term.term, term.wordings[code].wording)
            for term in self._terms_in(Text.of(source, self.source))
            if code in term.wordings and not _has(translated, term.wordings[code].forms)
        ]
        return missing + self._avoided(translated, code)

    def _find_terms(self, text: Text) -> list[_Term]:
        """Return the terms of a text; one that stands inside a longer one belongs to that."""
        places = [
            (place, number, term)
            for number, term in enumerate(self.terms)
            for form in term.forms
            for place in form.places(text)
        ]
        taken: set[int] = set()
        found: dict[int, _Term] = {}
        for place, number, term in sorted(places, key=lambda one: (-len(one[0]), one[1])):
            if not taken & set(place):
                taken |= set(place)
                found[number] = term
        return [term for term in found.values() if term.is_checked]

    def _avoided(self, text: Text, code: str) -> list[Departure]:
        return [
            Departure("", term.wordings[code].wording, word)
            for term in self.terms
            if code in term.wordings
            for word, forms in term.wordings[code].avoided
            if _has(text, forms)
        ]


def _has(text: Text, forms: tuple[Form, ...]) -> bool:
    return any(form.places(text) for form in forms)
