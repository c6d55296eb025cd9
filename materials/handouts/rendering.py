"""Turns a handout into HTML, and the HTML into an accessible PDF.

WeasyPrint is imported where it is used: it is heavy, and needs Pango, which a machine may not have.
"""

from base64 import b64encode
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.templatetags.static import static

from languages.codes import CYRILLIC, html_code
from languages.conversion import convert_response
from languages.scripts import writing
from publishing import share_pictures

from .contents import sheet_of

if TYPE_CHECKING:
    from materials.models import Handout

STYLESHEET = "css/handout.css"
PRESS = "press"
PICTURE = "picture:"
# One card alone, on paper of its size: what does not fit goes on to a second page.
_TRIAL_CSS = """
@page handout { size: 85mm 55mm; margin: 3.5mm 0; }
.handout--card { display: block; width: 85mm; padding: 0; background: none; }
.pocket-card { height: auto; padding: 0 5mm; }
.pocket-card + .pocket-card { display: none; }
"""
# For a print shop: the picture goes 4 mm beyond the sheet (the file names 3.5 mm as bleed), with marks where to cut.
_PRESS_CSS = "@page handout { bleed: 8mm; marks: crop; }"
_FONTS = Path(__file__).parent / "fonts"
_FACES = (
    ("Handout Sans", 400, _FONTS / "NotoSans-Regular.subset.ttf"),
    ("Handout Sans", 700, _FONTS / "NotoSans-Bold.subset.ttf"),
    ("Handout Serif", 700, Path(share_pictures.__file__).parent / "NotoSerif-Bold.subset.ttf"),
)
# Enough for print at arm's length; larger pictures are made smaller.
_DPI = 200


@dataclass(frozen=True)
class Pdf:
    """A finished file, how many pages it has, and whether the words fit into the sheet or card."""

    content: bytes
    pages: int
    fits: bool


def html_of(handout: "Handout", *, code: str, variant: str = "", **more) -> str:
    """Return the whole document in a language and script.

    Args:
        handout: live or not: the preview shows drafts.
        code: of the language; ``sr-cyrl`` writes Serbian in Cyrillic.
        variant: ``press`` for bleed and crop marks.
        more: ``picture``, where the picture comes from, and ``stylesheet``, if the document is to name one.
    """
    with writing(code):
        context = {
            "sheet": sheet_of(handout),
            "handout": handout,
            "html_lang": html_code(handout.locale.language_code),
            "variant": variant,
            **more,
        }
        response = HttpResponse(render_to_string("materials/handout_document.html", context))
    if code == CYRILLIC:
        # Not kept in memory: nobody asks for the same sheet again.
        response["Cache-Control"] = "private"
        convert_response(response)
    return response.content.decode()


def preview(handout: "Handout", *, code: str) -> HttpResponse:
    """Return the sheet for the preview in the CMS."""
    picture = handout.image.get_rendition("width-1200").url if handout.image and not handout.is_card else ""
    return HttpResponse(html_of(handout, code=code, picture=picture, stylesheet=static(STYLESHEET)))


def pdf_of(html: str, *, handout: "Handout", variant: str = "", pictures: dict | None = None) -> Pdf:
    """Return the PDF/UA-1 of a document.

    Args:
        html: from ``html_of``.
        handout: whose picture stands in it.
        variant: as for ``html_of``.
        pictures: remembers pictures from one call to the next: to compress one takes longer than all else.

    Raises:
        ImportError, OSError: where WeasyPrint cannot work.
    """
    from weasyprint import CSS, HTML
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher

    fetcher = URLFetcher(allowed_protocols=["data", "file"])
    fonts = FontConfiguration()
    styles = [CSS(string=css, font_config=fonts, url_fetcher=fetcher) for css in (font_css(), stylesheet())]
    extra = [CSS(string=_PRESS_CSS)] if variant == PRESS else []
    options = {"optimize_images": True, "dpi": _DPI, "pdf_variant": "pdf/ua-1", "cache": pictures}
    source = HTML(string=_with_picture(html, handout), url_fetcher=fetcher)
    document = source.render(font_config=fonts, stylesheets=[*styles, *extra], **options)
    trial = document
    if handout is not None and handout.is_card:
        trial = source.render(font_config=fonts, stylesheets=[*styles, CSS(string=_TRIAL_CSS)], **options)
    return Pdf(document.write_pdf(**options), len(document.pages), fits=len(trial.pages) == 1)


def _with_picture(html: str, handout: "Handout") -> str:
    """Put the picture itself into the document in place of its name."""
    if PICTURE not in html:
        return html
    with handout.image.file.open("rb") as file:
        content = b64encode(file.read()).decode()
    return html.replace(f'src="{PICTURE}{handout.image.pk}"', f'src="data:application/octet-stream;base64,{content}"')


@cache
def stylesheet() -> str:
    return (settings.BASE_DIR / "static" / STYLESHEET).read_text(encoding="utf-8")


@cache
def font_css() -> str:
    """Return the rules for the fonts that are kept here: the same sheet on any machine."""
    return "".join(
        f"@font-face {{ font-family: '{name}'; font-weight: {weight}; src: url({path.as_uri()}); }}\n"
        for name, weight, path in _FACES
    )
