"""Where print views stand, for the page store: they are there when all else is down, as pages are."""

from django.urls import reverse
from django.utils import translation

from languages.services import is_read
from materials.models import Handout


def print_paths() -> list[str]:
    """Return the path of each published handout's print view, in languages that are on; one query."""
    paths = []
    for key, language in Handout.objects.filter(live=True).values_list("key", "locale__language_code"):
        if is_read(language):
            with translation.override(language):
                paths.append(reverse("handouts:print", args=[key]))
    return paths
