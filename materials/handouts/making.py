"""Makes the files of handouts: all that are missing, or no longer show what they should.

What a sheet shows is the digest of its HTML, its styles and its picture. Whatever changes it, a text, a contact, an
address or this code, the next round finds out; nothing has to be told. Readers and editors never wait for it.
"""

import logging
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from functools import cache
from hashlib import sha256

from django.utils import timezone

from languages.services import reading_languages
from materials.models import Handout, HandoutFile
from publishing.whole_files import write_whole

from . import rendering
from .files import folder, name_of

logger = logging.getLogger(__name__)

# Goes into the digest: raise it when files are to be made anew without a change of text or style.
VERSION = "1"
# A sheet that could not be made is tried again after a while, or when something changes.
TRY_AGAIN_AFTER = timedelta(hours=1)
# Addresses with an earlier name lead to the file of today; the file itself may still be on its way to somebody.
KEEP_EARLIER = 24 * 3600


@dataclass(frozen=True)
class Wanted:
    """One file that readers should be offered."""

    handout: Handout
    code: str
    variant: str
    html: str

    @property
    def key(self) -> tuple[int, str, str]:
        return self.handout.pk, self.code, self.variant

    @property
    def digest(self) -> str:
        parts = [VERSION, self.html, rendering.stylesheet(), self.handout.image.file_hash if self.picture else ""]
        return sha256("\n".join(parts).encode()).hexdigest()

    @property
    def picture(self) -> bool:
        return rendering.PICTURE in self.html

    @property
    def name(self) -> str:
        return name_of(self.handout.key, code=self.code, variant=self.variant, digest=self.digest)


@cache
def has_library() -> bool:
    """Say whether this machine can make a PDF. Asked once in each process: importing is slow."""
    try:
        import weasyprint  # noqa: F401
    except (ImportError, OSError) as error:
        logger.warning("No PDF can be made here (%s): readers are offered the print view of handouts.", error)
        return False
    return True


def make_missing() -> int:
    """Make every file that is missing or outdated; return how many were made."""
    rows = {(row.handout_id, row.code, row.variant): row for row in HandoutFile.objects.all()}
    pictures = {}
    made = 0
    for wanted in _wanted():
        row = rows.get(wanted.key)
        if not _is_done(row, wanted):
            made += _make(wanted, pictures)
    _remove_earlier()
    return made


def _wanted() -> Iterator[Wanted]:
    on = {code for code, _name in reading_languages()}
    handouts = Handout.objects.filter(live=True, locale__language_code__in=on).select_related("locale", "image")
    for handout in handouts:
        picture = f"{rendering.PICTURE}{handout.image_id}" if handout.image_id and not handout.is_card else ""
        for code in handout.codes:
            for variant in [""] if handout.is_card else ["", rendering.PRESS]:
                html = rendering.html_of(handout, code=code, variant=variant, picture=picture)
                yield Wanted(handout, code, variant, html)


def _is_done(row: HandoutFile | None, wanted: Wanted) -> bool:
    if row is None or row.digest != wanted.digest:
        return False
    if row.name:
        return (folder() / row.name).is_file()
    return row.made_at > timezone.now() - TRY_AGAIN_AFTER


def _make(wanted: Wanted, pictures: dict) -> bool:
    """Make one file and note it, or note why that failed: then readers are no longer offered an outdated one."""
    values = {"digest": wanted.digest, "name": "", "size": 0, "pages": 0, "problem": "", "made_at": timezone.now()}
    if not has_library():
        values["problem"] = HandoutFile.Problem.LIBRARY
    else:
        try:
            pdf = rendering.pdf_of(wanted.html, handout=wanted.handout, variant=wanted.variant, pictures=pictures)
            write_whole(folder() / wanted.name, pdf.content)
        except Exception:
            # One sheet that cannot be made must not keep the others, or the worker, from going on.
            logger.exception("The file %s could not be made", wanted.name)
            values["problem"] = HandoutFile.Problem.FAILED
        else:
            values |= {"name": wanted.name, "size": len(pdf.content), "pages": pdf.pages}
            if not pdf.fits:
                values["problem"] = HandoutFile.Problem.TOO_LONG
    handout, code, variant = wanted.key
    HandoutFile.objects.update_or_create(handout_id=handout, code=code, variant=variant, defaults=values)
    return bool(values["name"])


def _remove_earlier() -> None:
    """Remove files that no handout has any more, a day after they were made."""
    names = set(HandoutFile.objects.exclude(name="").values_list("name", flat=True))
    for path in folder().glob("*.*"):
        if path.name not in names and path.stat().st_mtime < time.time() - KEEP_EARLIER:
            path.unlink(missing_ok=True)
