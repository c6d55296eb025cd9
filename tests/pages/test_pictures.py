"""A picture is what Wagtail would write, from rows alone."""

import pytest
from wagtail.images.models import Picture as WagtailPicture

from pages import pictures
from pages.models import Picture
from pages.templatetags.pictures import picture_sizes

pytestmark = pytest.mark.django_db

WIDTHS, ATTRIBUTES = (
    (400, 560),
    {"sizes": "(min-width: 60em) 22rem, 70vw", "alt": 'Roka & "ključ"', "loading": "lazy"},
)
NAMES = [pictures.specification(kind, width) for kind in pictures.FORMATS for width in WIDTHS]


def written(picture) -> str:
    return picture_sizes(picture, " ".join(map(str, WIDTHS)), **ATTRIBUTES)


@pytest.mark.parametrize(
    "missing", [[], NAMES[:1], NAMES[1:2], NAMES[:2], NAMES[2:], NAMES[1:]], ids=lambda names: f"{len(names)}-{names}"
)
def test_a_picture_is_written_as_wagtail_writes_it(missing):
    picture = Picture.objects.order_by("pk").first()
    picture.renditions.filter(filter_spec__in=missing).delete()
    made = {name: picture.sizes[name] for name in NAMES if name in picture.sizes}
    assert len(made) == len(NAMES) - len(missing)
    shown = pictures.find([picture.pk])[0]
    assert written(shown) == written(picture) == WagtailPicture(made, dict(ATTRIBUTES)).__html__()
