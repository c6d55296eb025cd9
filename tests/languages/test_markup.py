"""Converting documents: what is text, what is not, and that every other byte stays."""

import json
import re

import pytest

from languages.markup import TEXT_ATTRIBUTES, Conversion, convert_document
from languages.serbian import to_cyrillic
from tests.seeded_site import ROOT


def address(value: str) -> str:
    return value.replace("/sr/", "/sr-cyrl/", 1) if value.startswith(("/sr/", "http://us/sr/")) else value


HOW = Conversion(text=to_cyrillic, address=address)
FEED = Conversion(text=to_cyrillic, address=address, is_feed=True)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<html lang="sr-Latn"><title>Ključ</title>', '<html lang="sr-Cyrl"><title>Кључ</title>'),
        ("<p>Reč &amp; <b>reč</b>&nbsp;a</p>", "<p>Реч &amp; <b>реч</b>&nbsp;а</p>"),
        ('<img alt="Slika" src="/media/slika.png">', '<img alt="Слика" src="/media/slika.png">'),
        ('<a href="/sr/pomoc/" title="Pomoć">Pomoć</a>', '<a href="/sr-cyrl/pomoc/" title="Помоћ">Помоћ</a>'),
        (
            '<form action="/sr/x/" data-schools-url="/sr/y/">',
            '<form action="/sr-cyrl/x/" data-schools-url="/sr-cyrl/y/">',
        ),
        ('<link rel="canonical" href="http://us/sr/">', '<link rel="canonical" href="http://us/sr-cyrl/">'),
        ('<meta name="description" content="Opis">', '<meta name="description" content="Опис">'),
        ('<meta property="og:title" content="Naslov">', '<meta property="og:title" content="Наслов">'),
        ('<input placeholder="Ime" value="Ana">', '<input placeholder="Име" value="Ana">'),
        ('<input type="submit" value="Pošalji">', '<input type="submit" value="Пошаљи">'),
        ('<option value="skola">Škola</option>', '<option value="skola">Школа</option>'),
        ('<textarea placeholder="Poruka">Ana</textarea> i', '<textarea placeholder="Порука">Ana</textarea> и'),
        ('<p lang="sr">Reč</p>', '<p lang="sr-Cyrl">Реч</p>'),
        (
            '<i lang="sl">Ime <b lang="sr-Latn">Reč</b></i> a',
            '<i lang="sl">Ime <b lang="sr-Cyrl">Реч</b></i> а',
        ),
        (
            '<br>a<p translate="no" title="Ime">Ana <b>Ana</b></p>a',
            '<br>а<p translate="no" title="Ime">Ana <b>Ana</b></p>а',
        ),
        ("<ul><li translate=no>a<li>a</ul>a", "<ul><li translate=no>а<li>а</ul>а"),
        ("<svg><title>Slika</title><path d='M0 0'/></svg>", "<svg><title>Слика</title><path d='M0 0'/></svg>"),
        ("2 < 3 i 4 > 3", "2 < 3 и 4 > 3"),
        ("<template><p>Reč</p></template>", "<template><p>Реч</p></template>"),
        ('<a href="/sl/" hreflang="sl">Idite</a>', '<a href="/sl/" hreflang="sl">Идите</a>'),
    ],
)
def test_text_and_links_are_converted_and_what_people_typed_is_not(before, after):
    assert convert_document(before, HOW) == after


@pytest.mark.parametrize(
    "markup",
    [
        "<!doctype html><!-- komentar -->",
        '<link rel="alternate" hreflang="sr-Latn" href="/sr/">',
        '<a href="/sr/" hreflang="sr-Latn" lang="sr-Latn">Srpski</a>',
        "<script>let a = '<p>reč</p>';</script>",
        "<style>p{color:red}</style>",
        "<code>reč</code><kbd>Esc</kbd><address>Ulica 1</address>",
        '<meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">',
        '<input type="hidden" name="next" value="/sr/">',
        '<script type="application/ld+json">no data</script>',
    ],
)
def test_nothing_else_is_touched(markup):
    assert convert_document(markup, HOW) == markup


def test_structured_data_keeps_its_types_and_is_still_data():
    data = {
        "@type": "Organization",
        "name": "Ključ <3",
        "url": "http://us/sr/",
        "inLanguage": "sr-Latn",
        "a": [1, "reč"],
    }
    written = json.dumps(data).replace("<", "\\u003C")
    markup = convert_document(f'<script type="application/ld+json">{written}</script>', HOW)
    assert markup.count("<") == 2
    found = json.loads(markup.split(">", 1)[1].rsplit("<", 1)[0])
    assert found == {
        **data,
        "name": "Кључ <3",
        "url": "http://us/sr-cyrl/",
        "inLanguage": "sr-Cyrl",
        "a": [1, "реч"],
    }


def test_a_feed_is_converted_with_the_html_inside_of_it():
    before = (
        '<?xml version="1.0"?><feed xml:lang="sr-Latn"><title>Vesti</title><id>http://us/sr/vesti/</id>'
        '<link href="http://us/sr/feed/"/><summary type="html">&lt;p class="lead"&gt;Reč&lt;/p&gt;</summary>'
        "<content><![CDATA[<p class='lead'>Reč</p>]]></content></feed>"
    )
    assert convert_document(before, FEED) == (
        '<?xml version="1.0"?><feed xml:lang="sr-Cyrl"><title>Вести</title><id>http://us/sr-cyrl/vesti/</id>'
        '<link href="http://us/sr-cyrl/feed/"/><summary type="html">&lt;p class="lead"&gt;Реч&lt;/p&gt;</summary>'
        "<content><![CDATA[<p class='lead'>Реч</p>]]></content></feed>"
    )


def test_every_attribute_that_scripts_show_is_converted():
    folder = ROOT / "templates"
    templates = [path for path in folder.rglob("*.html") if "desk" not in path.relative_to(folder).parts]
    shown = {
        name
        for path in templates
        for name in re.findall(r"(data-[\w-]+)=\"\{% (?:block)?translate", path.read_text(encoding="utf-8"))
    }
    assert "data-two-more" in shown and shown <= TEXT_ATTRIBUTES
