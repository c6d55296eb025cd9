"""What stands beside the pages is kept as they are: help by place and language, print views, feeds, the code."""

from itertools import product

import pytest
from django.urls import get_resolver, reverse
from wagtail.models import Locale

from config.urls import stored_urls
from home.dialling import Place
from home.models import HelpPage
from languages.models import SiteLanguage
from languages.scripts import cyrillic_address
from materials.models import Handout
from publishing.store.changes import start_generation
from publishing.store.live import fixed_paths, live_paths
from publishing.store.policy import stored_address
from publishing.store.render import CannotAnswerError

LANGUAGES = ("sl", "en", "sr", "uk")


def help_paths() -> list[str]:
    """Return every address of help from a place, in a language that is spoken, in every language and script."""
    found = []
    for page, place, spoken in product(HelpPage.objects.live(), Place.values, ("", *LANGUAGES)):
        path = f"{page.url}{place}/{spoken and f'{spoken}/'}"
        found += {path, cyrillic_address(path)}
    return found


def fail(*args, **kwargs):
    raise CannotAnswerError("500")


def kept_on_disk(reader) -> set[str]:
    return {path for path, _token in reader.store.disk.paths()}


def test_help_from_every_place_in_every_language_and_script_is_there_when_all_else_is_down(reader, other_reader):
    paths = help_paths()
    assert len(paths) == 5 * len(Place) * 5
    assert set(paths) <= reader.store.watch.known.live
    # To make all of them takes long.
    chosen = [path for path in paths if path.endswith(f"/{Place.values[0]}/uk/")]
    assert {reader.get(path).status for path in chosen} == {200}
    assert set(chosen) <= kept_on_disk(reader)
    start_generation(strict=True)
    other_reader.notice()
    other_reader.store.make = fail
    answers = [other_reader.get(path) for path in chosen]
    assert {(one.status, one.headers["X-Served"]) for one in answers} == {(200, "last-good-copy")}


def test_help_by_place_goes_from_the_disk_with_its_page(reader):
    page = HelpPage.objects.live().get(locale__language_code="uk")
    path = f"{page.url}{Place.values[0]}/uk/"
    reader.get(path)
    assert path in kept_on_disk(reader)
    page.unpublish()
    reader.notice()
    assert path not in kept_on_disk(reader)


def test_print_views_feeds_and_the_code_are_kept_over_a_change_and_served_when_all_else_is_down(reader):
    handout = Handout.objects.get(key="poster", locale__language_code="sl")
    paths = ["/sl/help.svg", "/sr-cyrl/help.svg", "/sl/feed/", "/sitemap.xml", path_of(handout)]
    assert {reader.get(path).status for path in paths} == {200}
    assert set(paths) <= kept_on_disk(reader)
    start_generation(strict=True)
    reader.notice()
    reader.store.make = fail
    answers = [reader.get(path) for path in paths]
    assert {(one.status, one.headers["X-Served"]) for one in answers} == {(200, "last-good-copy")}
    assert answers[0].headers["Content-Type"] == "image/svg+xml"


def path_of(handout) -> str:
    """Return the address of a handout's print view."""
    return next(path for path in live_paths() if path.startswith("/sl/") and path.endswith(f"/{handout.key}/"))


def test_a_handout_that_is_taken_back_goes_from_the_disk(reader):
    handout = Handout.objects.get(key="poster", locale__language_code="sl")
    path = path_of(handout)
    reader.get(path)
    handout.unpublish()
    reader.notice()
    assert path not in kept_on_disk(reader)
    reader.store.make = fail
    assert reader.get(path).status == 404


def test_a_language_that_is_off_has_nothing_beside_its_pages(reader):
    assert "/uk/feed/" in fixed_paths()
    locale = Locale.objects.get(language_code="uk")
    SiteLanguage.objects.update_or_create(locale=locale, defaults={"is_on": False})
    reader.notice()
    assert not any(path.startswith("/uk/") for path in reader.store.watch.known.live)


@pytest.mark.django_db
def test_each_look_at_what_is_live_costs_the_same_few_queries(django_assert_max_num_queries):
    live_paths()
    with django_assert_max_num_queries(7):
        live_paths()


@pytest.mark.django_db
def test_what_is_live_is_known_without_preparing_all_addresses_of_the_site(monkeypatch):
    asked = []
    monkeypatch.setattr(
        "django.urls.base.get_resolver", lambda urlconf: asked.append(urlconf) or get_resolver(urlconf)
    )
    found = live_paths()
    assert {"/sitemap.xml", "/sl/", "/sr/feed/", "/sr-cyrl/help.svg"} <= found
    assert set(asked) == {stored_urls}
    monkeypatch.undo()
    for name in ("sitemap", "news:feed", "help_code"):
        assert stored_address(name) == reverse(name)
