"""Links are found and changed wherever they stand, and nothing else is."""

import pytest

from publishing.export.links import CSS, HTML, with_links

FEED, SITEMAP = "application/atom+xml", "application/xml"


def found_in(text: str, kind: str) -> list[str]:
    found = []
    assert with_links(text, kind, lambda link: found.append(link) or link) == text
    return found


@pytest.mark.parametrize(
    ("text", "kind", "links"),
    [
        ('<a href="/a/?x=1&amp;y=2">', HTML, ["/a/?x=1&y=2"]),
        (
            '<img src="/a.png" srcset="/a.webp 400w,\n/b.webp 800w" alt="href=&quot;/no/&quot;">',
            HTML,
            ["/a.png", "/a.webp", "/b.webp"],
        ),
        ("<form action='/f/'><button formaction=/no/>", HTML, ["/f/"]),
        ('<meta property="og:url" content="https://a.si/"><meta name="x" content="/no/">', HTML, ["https://a.si/"]),
        ('<!-- <a href="/no/"> --><p>href="/no/"</p>', HTML, []),
        ('<script>var html = \'<a href="/no/">\'</script><script src="/a.js"></script>', HTML, ["/a.js"]),
        (
            '<script type="application/ld+json">{"@id": "https://a.si/#x", "image": ["https://a.si/y.png"]}</script>',
            HTML,
            ["https://a.si/y.png"],
        ),
        (
            '@import url("a.css"); b { background: url( \'c.svg\' ) } @import "d.css";',
            CSS,
            ["a.css", "c.svg", "d.css"],
        ),
        ("<urlset><loc>https://a.si/?p=2&amp;q</loc></urlset>", SITEMAP, ["https://a.si/?p=2&q"]),
        (
            '<link href="https://a.si/"/><icon>https://a.si/i</icon><p>&lt;a href="https://a.si/c/"&gt;</p>',
            FEED,
            ["https://a.si/", "https://a.si/i", "https://a.si/c/"],
        ),
        ('href="/no/"', "text/plain", []),
    ],
)
def test_links_are_found_and_all_else_stays_as_it_is(text, kind, links):
    assert found_in(text, kind) == links


def test_changed_links_are_escaped():
    changed = with_links('<a class="a" href="/a/">/a/</a>', HTML, lambda link: f"{link}?x=1&y=2")
    assert changed == '<a class="a" href="/a/?x=1&amp;y=2">/a/</a>'


def test_each_size_of_a_picture_is_changed_and_keeps_its_width():
    changed = with_links('<img srcset="/a.webp 400w, /b.webp 800w">', HTML, lambda link: f"/x{link}")
    assert changed == '<img srcset="/x/a.webp 400w, /x/b.webp 800w">'
