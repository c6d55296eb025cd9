"""The PDF files of handouts: accessible, complete in every language and script, the same on any machine."""

import re
from io import BytesIO

import pytest
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from materials.handouts import making, rendering
from materials.models import Handout, HandoutFile

MM = 72 / 25.4
CODES = {"sl": "sl", "en": "en", "sr-latn": "sr-Latn", "sr-cyrl": "sr-Cyrl", "uk": "uk"}


@pytest.fixture(scope="module")
def pdfs(django_db_setup, django_db_blocker, tmp_path_factory):
    """Every file, made once for all the tests below, without leaving a row behind."""
    found = {}
    with django_db_blocker.unblock():
        pictures = {}
        for handout in Handout.objects.filter(live=True).select_related("locale", "image"):
            picture = f"{rendering.PICTURE}{handout.image_id}" if handout.image_id and not handout.is_card else ""
            for code in handout.codes:
                html = rendering.html_of(handout, code=code, picture=picture)
                pdf = rendering.pdf_of(html, handout=handout, pictures=pictures)
                assert pdf.fits, f"{handout} ({code}) does not fit"
                found[handout.kind, code] = pdf.content
    return found


@pytest.fixture(params=[(kind, code) for kind in ("poster", "card") for code in CODES], ids="-".join)
def named(request, pdfs):
    """A kind and code with its PDF."""
    return *request.param, PdfReader(BytesIO(pdfs[request.param]))


def text_of(reader: PdfReader) -> str:
    return " ".join(reader.pages[0].extract_text().split())


def test_every_file_says_its_language_and_title_and_is_marked_as_accessible(named):
    _kind, code, reader = named
    root = reader.trailer["/Root"]
    assert root["/Lang"] == CODES[code]
    assert root["/MarkInfo"]["/Marked"] and root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata.title
    xmp = root["/Metadata"].get_object().get_data().decode()
    assert re.search(r'pdfuaid:part(="|>)1', xmp)


def structure(element, found: list) -> list:
    element = element.get_object() if isinstance(element, IndirectObject) else element
    if isinstance(element, dict):
        if "/S" in element:
            found.append(element)
        children = element.get("/K", [])
        for child in children if isinstance(children, list) else [children]:
            structure(child, found)
    return found


def test_every_file_has_a_tree_with_one_heading_lists_and_described_figures(named):
    kind, _code, reader = named
    elements = structure(reader.trailer["/Root"]["/StructTreeRoot"], [])
    kinds = [element["/S"] for element in elements]
    assert kinds.count("/H1") == 1 and "/L" in kinds and "/P" in kinds
    figures = [element for element in elements if element["/S"] == "/Figure"]
    assert len(figures) == (2 if kind == "poster" else 0)
    assert all(figure["/Alt"].strip() for figure in figures)


def test_every_font_is_embedded_and_is_one_that_is_kept_here(named):
    _kind, _code, reader = named
    fonts = reader.pages[0]["/Resources"]["/Font"]
    assert len(fonts) >= 2
    for font in (font.get_object() for font in fonts.values()):
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & descriptor.keys(), font["/BaseFont"]
        assert "Noto" in font["/BaseFont"] or "Handout" in font["/BaseFont"]


def test_every_file_is_one_page_of_a4(named):
    _kind, _code, reader = named
    assert len(reader.pages) == 1
    box = reader.pages[0].mediabox
    assert abs(float(box.width) - 210 * MM) < 1 and abs(float(box.height) - 297 * MM) < 1


def test_every_file_has_the_numbers_of_slovenia(named):
    kind, _code, reader = named
    text = text_of(reader)
    assert all(number in text for number in ("112", "113", "080 1200"))
    assert ("info@drustvo-kljuc.si" in text) == (kind == "poster")


def test_letters_of_every_language_are_in_the_fonts():
    letters = "čšžćđČŠŽĆĐ єіїґЄІЇҐщь љњџћђјЉЊЏЋЂЈ „“»«’–…"
    html = (
        f'<html lang="uk"><title>x</title><body><div class="handout">{letters} <b>{letters}</b></div></body></html>'
    )
    reader = PdfReader(BytesIO(rendering.pdf_of(html, handout=None).content))
    text = text_of(reader)
    assert all(text.count(letter) >= 2 for letter in letters if letter != " ")
    assert len(reader.pages[0]["/Resources"]["/Font"]) == 2


def test_a_card_carries_nothing_that_gives_its_holder_away(pdfs):
    for code in CODES:
        raw = pdfs["card", code]
        reader = PdfReader(BytesIO(raw))
        words = f"{text_of(reader)} {reader.metadata}".lower()
        assert not [name for name in ("ključ", "kljuc", "ключ", "кључ", "trgovin", "http", "@") if name in words]
        assert "/XObject" not in reader.pages[0]["/Resources"] or not reader.pages[0].images


@pytest.mark.parametrize("code", CODES)
def test_a_card_fits_into_a_wallet_and_is_printed_large_enough(pdfs, code):
    sizes, numbers = [], []

    def visit(text, matrix, text_matrix, _font, size):
        if text.strip():
            sizes.append(size * abs(matrix[0] * text_matrix[0]))
        if "116 111" in text:
            numbers.append((matrix[0] * text_matrix[4] / MM, matrix[0] * text_matrix[5] / MM))

    PdfReader(BytesIO(pdfs["card", code])).pages[0].extract_text(visitor_text=visit)
    assert min(sizes) >= 8
    columns, rows = ({round(number[axis]) for number in numbers} for axis in (0, 1))
    assert len(numbers) == 10 and max(columns) - min(columns) == 85
    assert len(rows) == 5 and abs(max(rows) - min(rows) - 4 * 55) <= 1


def test_the_file_for_a_print_shop_has_bleed_around_a4(db, media):
    handout = Handout.objects.select_related("locale", "image").get(kind="poster", locale__language_code="sl")
    html = rendering.html_of(handout, code="sl", variant="press", picture=f"{rendering.PICTURE}{handout.image_id}")
    page = PdfReader(BytesIO(rendering.pdf_of(html, handout=handout, variant="press").content)).pages[0]
    assert abs(float(page.trimbox.width) - 210 * MM) < 1 and abs(float(page.trimbox.height) - 297 * MM) < 1
    assert 3 * MM <= page.trimbox.left - page.bleedbox.left <= 4 * MM
    assert page.mediabox.width > page.bleedbox.width


@pytest.mark.parametrize(("kind", "words"), [("card", 4), ("poster", 60)])
def test_an_editor_is_told_when_the_text_does_not_fit(db, media, kind, words):
    handouts = Handout.objects.filter(kind=kind, locale__language_code="sl")
    handouts.update(closing="Vprašate lahko tudi za koga drugega. " * words)
    Handout.objects.exclude(pk=handouts.get().pk).update(live=False)
    making.make_missing()
    row = HandoutFile.objects.get(handout=handouts.get(), variant="")
    assert row.problem == HandoutFile.Problem.TOO_LONG and row.name
