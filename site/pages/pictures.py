"""Pictures with their sizes, all that a request shows in one query. A reader's request never makes a size."""

from collections.abc import Iterable, Sequence

from django.apps import apps
from django.db.models import F, Q, QuerySet

from .prepared import rows, some
from .references import referenced
from .scope import kept

FORMATS = ("avif", "webp")
WIDTHS = (400, 560, 1200)


def specification(kind: str, width: int) -> str:
    """Return how a size is named, for Wagtail and in the database."""
    return f"format-{kind}|width-{width}"


SIZES = tuple(specification(kind, width) for kind in FORMATS for width in WIDTHS)


class Pictures:
    """Pictures by primary key. ``expected`` are keys that will be asked for, and are read with the first."""

    def __init__(self):
        self.expected: set[int] = set()
        self.known: dict[int, object] = {}

    def load(self, keys: Iterable[int]) -> None:
        """Read pictures, and those in the text of the page that is shown, with all their sizes."""
        page = kept("page", lambda: None)
        of_page = {"page": str(page.pk)} if page is not None and not self.known else {}
        model = apps.get_model("pages", "Picture")
        for size in rows(_sizes, **of_page, **some("picture", {*keys, *self.expected} - self.known.keys())):
            if (picture := self.known.get(size.image_id)) is None:
                # Once for a picture, not for each of its sizes; what is left out is read when somebody asks for it.
                known = {"id": size.image_id, "title": size.picture_title, "description": size.picture_description}
                picture = self.known[size.image_id] = model.from_db(size._state.db, known.keys(), known.values())
                picture.sizes = {}
            size.image = picture
            picture.sizes[size.filter_spec] = size
        for key in keys:
            self.known.setdefault(key, None)


def _sizes(*, page: str = "", **pictures: int) -> QuerySet:
    """Return the query for the sizes of pictures, and of those in the text of a page."""
    wanted = Q(image__in=pictures.values())
    if page:
        wanted |= Q(image__in=referenced(apps.get_model("pages", "Picture"), [page]))
    named = {"picture_title": F("image__title"), "picture_description": F("image__description")}
    return apps.get_model("pages", "Rendition").objects.filter(wanted).annotate(**named)


def expected(pages: Sequence) -> Sequence:
    """Return the same pages; their pictures are read together with the first that is shown."""
    kept("pictures", Pictures).expected.update(key for page in pages if (key := getattr(page, "image_id", None)))
    return pages


def find(keys: Sequence[int | None]) -> list:
    """Return a picture, with its sizes, for each primary key; none for one that has no size yet."""
    pictures = kept("pictures", Pictures)
    if missing := {key for key in keys if key} - pictures.known.keys():
        pictures.load(missing)
    return [pictures.known.get(key) for key in keys]
