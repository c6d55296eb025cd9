"""Draws a share picture: the organisation's mark and name, the title, violets. Calm, whatever the title says."""

import re
from functools import cache
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

# Goes into the address of each picture: raise it when the drawing changes, and all are made anew.
VERSION = "1"
SIZE = (1200, 630)

_FOLDER = Path(__file__).parent
_INK, _VIOLET = "#251a33", "#3b1f63"
_NAME_AT, _NAME_SIZE = (160, 94), 34
# Where the title may stand, in pixels: from the left edge, between two heights.
_LEFT, _WIDTH, _TOP, _BOTTOM = 80, 730, 156, 540
_TITLE_SIZES = range(72, 39, -4)
_MOST_LINES = 5
_LINE_HEIGHT = 1.28
_STAY_TOGETHER = re.compile(r" (?=[–—])|(?<=\s\w) ")


@cache
def _background() -> Image.Image:
    """Return the drawing without words; ``make pictures`` renders it from the SVG beside it."""
    with Image.open(_FOLDER / "background.png") as picture:
        return picture.convert("RGB")


@cache
def _font(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(_FOLDER / "NotoSerif-Bold.subset.ttf", size)


@cache
def _palette() -> Image.Image:
    """Return the colours of every picture. Choosing them anew for each would take six times as long as all else."""
    picture = _background().copy()
    _write(picture, title="Ključ", name="Ključ")
    return picture.quantize(64)


def wrap(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Break a title into lines that fit the width; a word that does not fit is broken itself.

    No line begins with a dash or ends with a word of one letter: these stay with their neighbours.
    """
    lines = [""]
    for word in _STAY_TOGETHER.sub("\N{NO-BREAK SPACE}", " ".join(text.split())).split(" "):
        line = f"{lines[-1]} {word}".strip()
        if font.getlength(line) <= _WIDTH:
            lines[-1] = line
            continue
        if lines[-1]:
            lines.append("")
        for sign in word:
            if font.getlength(lines[-1] + sign) > _WIDTH:
                lines.append("")
            lines[-1] += sign
    return lines


def fit(title: str) -> tuple[list[str], int]:
    """Return the lines of a title and the largest size in which they fit; what is too long ends with an ellipsis."""
    for size in _TITLE_SIZES:
        lines = wrap(title, _font(size))
        if len(lines) <= _MOST_LINES and len(lines) * size * _LINE_HEIGHT <= _BOTTOM - _TOP:
            return lines, size
    last = lines[_MOST_LINES - 1]
    while _font(size).getlength(f"{last}…") > _WIDTH:
        last = last[:-1]
    return [*lines[: _MOST_LINES - 1], f"{last.rstrip(' ,;:–')}…"], size


def draw(*, title: str, name: str) -> bytes:
    """Return a PNG of 1200 × 630 pixels.

    Args:
        title: what the page is called, in its language; Latin or Cyrillic letters.
        name: the organisation's name.
    """
    picture = _background().copy()
    _write(picture, title=title, name=name)
    target = BytesIO()
    picture.quantize(palette=_palette(), dither=Image.Dither.NONE).save(target, "PNG")
    return target.getvalue()


def _write(picture: Image.Image, *, title: str, name: str) -> None:
    pen = ImageDraw.Draw(picture)
    pen.text(_NAME_AT, name, font=_font(_NAME_SIZE), fill=_VIOLET, anchor="lm")
    lines, size = fit(title)
    step = size * _LINE_HEIGHT
    top = _TOP + (_BOTTOM - _TOP - len(lines) * step) / 2
    for number, line in enumerate(lines):
        pen.text((_LEFT, top + step * (number + 0.5)), line, font=_font(size), fill=_INK, anchor="lm")
