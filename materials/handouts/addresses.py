"""Where print views stand, for the page store: they are there when all else is down, as pages are."""

from django.utils import translation

from languages.services import is_read
from materials.models import Handout
from publishing.store.policy import stored_address


def print_paths() -> list[str]:
    """Return the path of each published handout's print view, in languages that are on; one query."""
    paths = []
    for key, language in Handout.objects.filter(live=True).values_list("key", "locale__language_code"):
        if is_read(language):
            with translation.override(language):
                paths.append(stored_address("handouts:print", key))
    return paths
