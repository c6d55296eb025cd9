"""What can be wrong with one translated text, in words that a translator understands."""

import re
from collections import Counter
from dataclasses import dataclass
from html.parser import HTMLParser

from bs4 import BeautifulSoup
from django.core.validators import validate_slug
from django.forms import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail_localize.strings import StringValue, extract_ids

from languages.places import Place

ERROR, WARNING = "error", "warning"
_VOID = {"br"}


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong. An error stops the whole file; a warning can be confirmed.

    Attributes:
        page, place: where the text stands, in words; empty if that is not known.
        text, translation: the Slovenian text, and what the file has for it.
        edit_url: the translation's address in the CMS.
        line: of the uploaded file.
    """

    message: str
    severity: str = ERROR
    page: str = ""
    place: str = ""
    text: str = ""
    translation: str = ""
    edit_url: str = ""
    line: int = 0


class _Balance(HTMLParser):
    """Finds tags that are not closed, or not in their order; Beautiful Soup would mend them in silence."""

    def __init__(self):
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.broken = ""

    def handle_starttag(self, tag, attrs):
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        if tag not in _VOID:
            self.broken = self.broken or tag

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.broken = self.broken or tag

    @classmethod
    def broken_tag(cls, html: str) -> str:
        parser = cls()
        parser.feed(html)
        unfinished = re.match(r"</?([a-z]\w*)", parser.rawdata, re.IGNORECASE)
        parser.close()
        return parser.broken or (parser.open[-1] if parser.open else "") or (unfinished[1] if unfinished else "")


def normalised(text: str, place: Place, original: str) -> str:
    """Return a translation as the CMS would store it: markup in one form, no stray space or line breaks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").strip()
    if "\n" not in original:
        text = re.sub(r" *\n *", "<br/>" if place.is_multiline and not place.is_rich else " ", text)
    return str(BeautifulSoup(text, "html.parser"))


def words_of(html: str) -> str:
    """Return what a reader sees of a text."""
    return StringValue(html).render_text()


def markup_problems(*, original: str, translation: str, place: Place) -> list[tuple[str, str]]:
    """Return (severity, message) for markup that is broken, lost or not allowed.

    Args:
        translation: as it was sent, before anything is mended.
    """
    if tag := _Balance.broken_tag(translation):
        return [(ERROR, _("The markup is broken at <%(tag)s>: a tag is not closed, or closed twice.") % {"tag": tag})]
    try:
        StringValue.from_translated_html(translation)
    except ValueError as error:
        return [(ERROR, str(error))]
    wanted, given = _tags(original), _tags(translation)
    if not place.is_rich:
        foreign = set(given) - ({"br"} if place.is_multiline else set(wanted))
        if foreign:
            names = ", ".join(f"<{name}>" for name in sorted(foreign))
            return [(ERROR, _("This text cannot hold markup: %(tags)s") % {"tags": names})]
        return []
    return [*_link_problems(original, translation), *_emphasis_problems(wanted, given)]


def _tags(html: str) -> Counter:
    return Counter(tag.name for tag in BeautifulSoup(html, "html.parser").find_all(True))


def _link_problems(original: str, translation: str) -> list[tuple[str, str]]:
    wanted, problems = extract_ids(original), []
    links = BeautifulSoup(translation, "html.parser").find_all("a")
    given = Counter(link.get("id", "") for link in links)
    for missing in sorted(wanted - set(given)):
        problems.append((ERROR, _('The link <a id="%(id)s"> is missing.') % {"id": missing}))
    for unknown in sorted(set(given) - wanted):
        problems.append((ERROR, _('The link <a id="%(id)s"> is not in the original.') % {"id": unknown}))
    for twice in sorted(key for key, number in given.items() if number > 1 and key in wanted):
        problems.append((WARNING, _('The link <a id="%(id)s"> is there more than once.') % {"id": twice}))
    if any(not link.get_text().strip() for link in links):
        problems.append((ERROR, _("A link has no words.")))
    return problems


def _emphasis_problems(wanted: Counter, given: Counter) -> list[tuple[str, str]]:
    names = {"b": _("bold"), "strong": _("bold"), "i": _("italic"), "em": _("italic")}
    lost = sorted({names[name] for name in names if wanted[name] > given[name]})
    added = sorted({names[name] for name in names if given[name] > wanted[name]})
    problems = [(WARNING, _("The original has more in %(look)s.") % {"look": look}) for look in lost]
    return problems + [(WARNING, _("The original has less in %(look)s.") % {"look": look}) for look in added]


def field_problems(*, translation: str, place: Place) -> list[tuple[str, str]]:
    """Return (severity, message) for what the field cannot hold."""
    words, problems = words_of(translation), []
    if place.max_length and len(words) > place.max_length:
        excess = len(words) - place.max_length
        message = ngettext("Too long by %(number)d character.", "Too long by %(number)d characters.", excess)
        problems.append((ERROR, message % {"number": excess}))
    if place.is_slug:
        try:
            validate_slug(words)
            if words != words.lower() or "_" in words:
                raise ValidationError("")
        except ValidationError:
            message = _("An address takes small Latin letters without accents, digits and hyphens only.")
            problems.append((ERROR, message))
    return problems
