"""What was found, in words."""

from django.utils.translation import gettext as _

from languages.models import ConsistencyFinding

Kind = ConsistencyFinding.Kind


def message_of(kind: str, details: dict) -> str:
    """Return one sentence about a disagreement; ``details`` is as ``comparing`` makes it."""
    if kind == Kind.GLOSSARY:
        return _glossary(details)
    if "written" in details:
        return _("The link shows %(written)s, but dials %(dialled)s.") % details
    source, target = ", ".join(details.get("source", [])), ", ".join(details.get("target", []))
    if kind == Kind.PHONE:
        pairs = (_("Links in the original dial: %s"), _("links in the translation dial: %s"))
    else:
        pairs = (_("Only in the original: %s"), _("only in the translation: %s"))
    parts = [words % numbers for words, numbers in zip(pairs, (source, target), strict=True) if numbers]
    sentence = "; ".join(parts)
    return sentence[:1].upper() + sentence[1:]


def _glossary(details: dict) -> str:
    if details.get("avoided"):
        return _("Glossary: “%(avoided)s” is avoided; write “%(expected)s”.") % details
    return _("Glossary: “%(term)s” is usually “%(expected)s”.") % details
