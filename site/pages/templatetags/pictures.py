"""Pictures as readers get them: in modern formats, in the sizes that were made before."""

from html import escape

from django import template
from django.utils.safestring import SafeString, mark_safe

from pages.models import Picture
from pages.pictures import FORMATS, Shown, Size, specification

register = template.Library()


@register.simple_tag
def picture_sizes(image: Picture | Shown, widths: str, sizes: str, **attributes: str) -> SafeString | str:
    """Return the element for a picture; nothing while it has no sizes, which are never made here.

    The browser takes the first format that it knows, and the last one where it knows nothing of formats.
    """
    formats = {}
    for kind in FORMATS:
        names = [specification(kind, width) for width in widths.split()]
        if made := [image.sizes[name] for name in names if name in image.sizes]:
            formats[kind] = made
    if not formats:
        return ""
    _last, made = formats.popitem()
    sources = [
        f"<source{_written(sizes=sizes, srcset=_set_of(others), type=f'image/{kind}')}>"
        for kind, others in formats.items()
    ]
    own = {"src": made[0].url, "width": made[0].width, "height": made[0].height, "sizes": sizes, **attributes}
    if len(made) > 1:
        own["srcset"] = _set_of(made)
    return mark_safe(f"<picture>{''.join(sources)}<img{_written(**own)}></picture>")  # noqa: S308


def _set_of(made: list[Size]) -> str:
    """Return addresses with widths; one size needs none."""
    return ", ".join(f"{size.url} {size.width}w" for size in made) if len(made) > 1 else made[0].url


def _written(**attributes: str | int) -> str:
    return "".join(f' {name}="{escape(str(value))}"' for name, value in sorted(attributes.items()))
