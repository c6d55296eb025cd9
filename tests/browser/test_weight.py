"""Pages stay light: what a phone's browser takes, counted by Chromium. 1 KB is 1,024 bytes."""

import pytest

from bench.weights import KB, first_view, second_page
from tests.browser.typical import BOOKING, made, pages, typical

HTML, CSS, SCRIPTS, SELF_CHECK_SCRIPTS = 8, 10, 6, 10
WITH_PICTURES, TEXT_PAGE, REQUESTS = 90, 36, 10
# The lightest language and the heaviest: a Cyrillic letter takes two bytes.
SECOND_PAGE, HTML_AND_CSS = {"sl": 12, "uk": 13}, {"sl": 14, "uk": 15}
LISTS = {
    *("home.homepage", "programmes.programmeindexpage", "news.newsindexpage", "workshops.workshopindexpage"),
    "materials.materialindexpage",
}


def kinds(prefix: str) -> dict[str, str]:
    return {path: kind for kind, ours, path, _key in pages() if ours == prefix}


@pytest.mark.parametrize("prefix", SECOND_PAGE)
def test_the_first_page_is_light(chromium, site_url, prefix):
    over, kind_of = [], kinds(prefix)
    for path in [*typical(site_url, prefix), *made(prefix)]:
        kind = kind_of.get(path, "")
        weight = first_view(chromium, site_url + path)
        size = {name: amount / KB for name, amount in weight.bytes.items()}
        # Cards bring pictures along, and so do programmes with their news.
        with_pictures = kind in LISTS or kind == "programmes.programmepage"
        most = {
            "HTML": (size["HTML"], HTML),
            "CSS": (size["CSS"], CSS),
            "JS": (size["JS"], SELF_CHECK_SCRIPTS if "selfcheck" in kind else SCRIPTS),
            "HTML and CSS": (size["HTML"] + size["CSS"], HTML_AND_CSS[prefix]),
            "page": (weight.total / KB, WITH_PICTURES if with_pictures else TEXT_PAGE),
            "requests": (weight.requests, REQUESTS),
        }
        over += [f"{path} {name}: {is_:.1f} > {limit}" for name, (is_, limit) in most.items() if is_ > limit]
    assert over == []


@pytest.mark.parametrize("prefix", SECOND_PAGE)
def test_a_second_page_is_lighter_still(chromium, site_url, prefix):
    over, kind_of = [], kinds(prefix)
    chosen = [path for path in typical(site_url, prefix) if kind_of[path] not in LISTS | {"programmes.programmepage"}]
    for path in [*chosen, BOOKING[prefix]]:
        weight = second_page(chromium, f"{site_url}/{prefix}/", site_url + path)
        if weight.total > SECOND_PAGE[prefix] * KB:
            over.append(f"{path}: {weight.total / KB:.1f} {weight.bytes}")
    assert over == []
