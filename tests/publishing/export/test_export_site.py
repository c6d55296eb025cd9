"""The command: a folder is replaced whole or not at all, and a link that leads nowhere is a failure."""

from io import StringIO
from pathlib import Path, PurePosixPath

import pytest
from django.core.management import CommandError, call_command

from publishing.export import copying
from publishing.export.addresses import address_of, file_of
from publishing.export.checking import broken_links
from publishing.export.rendering import Answer

from .conftest import SITE

PAGE = '<!doctype html><html lang="sl"><p id="a">{}</p></html>'


class SmallSite:
    """A site that is quicker than ours: some pages, and one answer for all that is asked for by name."""

    def __init__(self, **pages: str):
        self.pages = {f"/{name}/": html for name, html in pages.items()}

    def __call__(self, address: str, view=None) -> Answer:
        if address.endswith("/404.html"):
            return Answer(404, {"Content-Type": "text/html", "Cache-Control": "no-store"}, PAGE.encode())
        if address == "/broken/":
            return Answer(500, {}, b"")
        if view or address in copying.ASKED_FOR:
            links = "".join(f'<a href="{path}">x</a>' for path in self.pages)
            return Answer(200, {"Content-Type": "text/html"}, PAGE.format(links).encode())
        html = self.pages.get(address)
        headers = {"Content-Type": "text/html", "Cache-Control": "private" if address == "/mine/" else "public"}
        return Answer(200 if html else 404, headers, PAGE.format(html).encode())


@pytest.fixture
def export(monkeypatch, tmp_path, settings, db):
    settings.SITE_URL = SITE

    def run(*options: str, **pages: str) -> str:
        monkeypatch.setattr(copying, "Renderer", lambda: SmallSite(**pages))
        said = StringIO()
        call_command("export_site", str(tmp_path / "copy"), *options, stdout=said, stderr=said)
        return said.getvalue()

    run.folder = tmp_path / "copy"
    return run


def names(folder) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_an_earlier_copy_is_replaced_whole(export):
    export(old="Staro")
    assert (export.folder / "old" / "index.html").is_file()
    assert "pages" in export(new='<a href="/">Domov</a>')
    assert (export.folder / "new" / "index.html").is_file() and not (export.folder / "old").exists()
    assert names(export.folder.parent) == ["copy"]


@pytest.mark.parametrize("link", ["/nowhere/", "/old/#b", f"{SITE}/nowhere/", "#b", "../x.html"])
def test_a_link_that_leads_nowhere_leaves_the_earlier_copy(export, link, capfd):
    export(old="Staro")
    with pytest.raises(CommandError, match="lead nowhere") as failure:
        export(old=f'<a href="{link}">x</a>')
    assert failure.value.returncode == 1
    assert "Staro" in (export.folder / "old" / "index.html").read_text()
    assert names(export.folder.parent) == ["copy"]


def test_a_copy_with_broken_links_can_be_wanted_and_is_a_failure_all_the_same(export):
    with pytest.raises(CommandError, match="1 links lead nowhere"):
        export("--despite-broken-links", page='<a href="/nowhere/">x</a>')
    assert (export.folder / "page" / "index.html").is_file()


def test_a_site_that_fails_leaves_the_earlier_copy(export):
    export(old="Staro")
    with pytest.raises(CommandError, match="500"):
        export(old='<a href="/broken/">x</a>')
    assert "Staro" in (export.folder / "old" / "index.html").read_text()


def test_a_copy_that_cannot_take_its_place_leaves_the_earlier_one(export, monkeypatch):
    export(old="Staro")
    rename = Path.rename

    def refuse(path, target):
        if path.name.startswith(".copy-") and not path.name.endswith("-earlier"):
            raise OSError("No space left on device")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(OSError, match="No space"):
        export(new="Novo")
    assert (export.folder / "old" / "index.html").is_file() and names(export.folder.parent) == ["copy"]


def test_a_site_that_does_not_know_its_own_name_is_told(export, settings):
    settings.SITE_URL = "https://unknown.example"
    with pytest.raises(CommandError, match=r"400 to https://unknown\.example/"):
        call_command("export_site", str(export.folder))
    assert not export.folder.exists()


def test_a_folder_that_is_no_copy_is_refused_and_left_alone(export):
    export.folder.mkdir()
    (export.folder / "letters.txt").write_text("Dear …")
    with pytest.raises(CommandError, match="no earlier export"):
        export(page="Novo")
    assert names(export.folder) == ["letters.txt"]


def test_an_answer_that_is_not_for_all_stays_out(export):
    export(page='<a href="/mine/#b">Moje</a>', mine="Skrivnost")
    assert not (export.folder / "mine").exists()
    assert '<a href="/sl/narocilo/">Moje</a>' in (export.folder / "page" / "index.html").read_text()


def test_an_empty_folder_is_taken(export):
    export.folder.mkdir()
    export(page="Novo")
    assert (export.folder / "page" / "index.html").is_file()


BROKEN = {
    "index.html": [
        '<a href="/missing/">',
        '<img src="/x.png" alt="">',
        '<img srcset="/s.css 1x, /y.webp 2x" alt="">',
        '<form action="/send/">',
        '<a href="/page/#nowhere">',
        '<a href="/page/?page=2">',
        f'<link rel="canonical" href="{SITE}/other/">',
        f'<meta property="og:image" content="{SITE}/og.png">',
        f'<script type="application/ld+json">{{"image": ["{SITE}/data.png"]}}</script>',
    ],
    "s.css": ["a { background: url(missing.svg) }"],
    "sitemap.xml": [f"<urlset><url><loc>{SITE}/listed/</loc></url></urlset>"],
    "feed/index.atom": [f'<feed><content type="html">&lt;a href="{SITE}/entry/"&gt;x&lt;/a&gt;</content></feed>'],
}
WHOLE = '<p id="here"><a href="/page/#here">x</a> <a href="#here">x</a> <a href="mailto:a@example.org">x</a>'


@pytest.mark.parametrize(("file", "text"), [(file, text) for file, texts in BROKEN.items() for text in texts])
def test_a_planted_broken_link_is_found_wherever_it_stands(tmp_path, file, text):
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "index.html").write_text(WHOLE)
    (tmp_path / "s.css").write_text("a { color: red }")
    assert broken_links(tmp_path, site_url=SITE) == []
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(text)
    assert [link.file for link in broken_links(tmp_path, site_url=SITE)] == [file]


@pytest.mark.parametrize(
    ("address", "kind", "file"),
    [
        ("/", "text/html", "index.html"),
        ("/sl/novice/?page=2", "text/html", "sl/novice/page=2/index.html"),
        ("/sitemap.xml?p=2", "application/xml", "sitemap-p=2.xml"),
        ("/sl/feed/", "application/atom+xml", "sl/feed/index.atom"),
        ("/documents/1/na%C4%8Drt.pdf", "application/pdf", "documents/1/načrt.pdf"),
        ("/x/?q=../../y", "text/html", "x/q=%2E%2E%2F%2E%2E%2Fy/index.html"),
        ("/x/?..", "text/html", "x/%2E%2E/index.html"),
    ],
)
def test_each_address_has_one_file(address, kind, file):
    assert file_of(address, kind) == PurePosixPath(file)


def test_each_query_has_a_file_of_its_own_under_a_name_that_is_not_too_long():
    addresses = ["/x/?q=a_b", "/x/?q=a/b", "/x/?q=a&b", *(f"/x/?q={'a' * 3000}{end}" for end in "bc")]
    files = {file_of(address, "text/html") for address in addresses}
    assert len(files) == len(addresses) and max(len(file.parts[1].encode()) for file in files) < 200


@pytest.mark.parametrize("name", ["načrt 1.pdf", "100%.pdf"])
def test_a_file_is_found_at_its_address(name, tmp_path):
    (tmp_path / name).write_bytes(b"%PDF")
    (tmp_path / "index.html").write_text(f'<a href="{address_of(PurePosixPath(name))}">x</a>')
    assert broken_links(tmp_path, site_url=SITE) == []


def test_no_address_leads_out_of_the_folder():
    for address in ("/../x", "/a/%2E%2E/b/"):
        with pytest.raises(ValueError, match="Not a file"):
            file_of(address, "text/html")
