"""Pictures with their sizes, all that a request shows in one query. A reader's request never makes a size."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.apps import apps
from django.db.models import Q, QuerySet

from .prepared import rows, some
from .references import referenced
from .scope import kept

FORMATS = ("avif", "webp")
WIDTHS = (400, 560, 1200)


def specification(kind: str, width: int) -> str:
    """Return how a size is named, for Wagtail and in the database."""
    return f"format-{kind}|width-{width}"


SIZES = tuple(specification(kind, width) for kind in FORMATS for width in WIDTHS)


@dataclass(eq=False, slots=True)
class Size:
    """What is known of a size that was made: its row alone, as objects of Django's cost much more."""

    picture: int
    filter_spec: str
    name: str
    width: int
    height: int

    @property
    def url(self) -> str:
        return _address(self.name)


@dataclass(eq=False, slots=True)
class Shown:
    """A picture as pages show it: its sizes, by their specification."""

    pk: int
    sizes: dict[str, Size] = field(default_factory=dict)


class Pictures:
    """Pictures by primary key. ``expected`` are keys that will be asked for, and are read with the first."""

    def __init__(self):
        self.expected: set[int] = set()
        self.known: dict[int, Shown | None] = {}

    def load(self, keys: Iterable[int]) -> None:
        """Read pictures, and those in the text of the page that is shown, with all their sizes."""
        page = kept("page", lambda: None)
        of_page = {"page": str(page.pk)} if page is not None and not self.known else {}
        for row in rows(_sizes, **of_page, **some("picture", {*keys, *self.expected} - self.known.keys())):
            size = Size(*row)
            if (picture := self.known.get(size.picture)) is None:
                picture = self.known[size.picture] = Shown(size.picture)
            picture.sizes[size.filter_spec] = size
        for key in keys:
            self.known.setdefault(key, None)


def _sizes(*, page: str = "", **pictures: int) -> QuerySet:
    """Return the query for the sizes of pictures, and of those in the text of a page, as rows of ``Size``."""
    wanted = Q(image__in=pictures.values())
    if page:
        wanted |= Q(image__in=referenced(apps.get_model("pages", "Picture"), [page]))
    sizes = apps.get_model("pages", "Rendition").objects.filter(wanted)
    return sizes.values_list("image_id", "filter_spec", "file", "width", "height")


@lru_cache(maxsize=10_000)
def _address(name: str) -> str:
    """Return the address of a file: the same for as long as the process lives, as our storage signs none."""
    return apps.get_model("pages", "Rendition")._meta.get_field("file").storage.url(name)


def expected(pages: Sequence) -> Sequence:
    """Return the same pages; their pictures are read together with the first that is shown."""
    kept("pictures", Pictures).expected.update(key for page in pages if (key := getattr(page, "image_id", None)))
    return pages


def find(keys: Sequence[int | None]) -> list[Shown | None]:
    """Return a picture, with its sizes, for each primary key; none for one that has no size yet."""
    pictures = kept("pictures", Pictures)
    if missing := {key for key in keys if key} - pictures.known.keys():
        pictures.load(missing)
    return [pictures.known.get(key) for key in keys]
