"""Opens pages the way somebody may see them: narrow, enlarged, in forced colours, without motion."""

import pytest


@pytest.fixture
def open_page(chromium, site_url):
    """Return a function that opens an address in a screen of a size, with any option of a browser context."""
    contexts = []

    def open_one(path: str, width: int = 1280, height: int = 800, **options):
        context = chromium.new_context(
            base_url=site_url, viewport={"width": width, "height": height}, locale="sl-SI", **options
        )
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.goto(path)
        return page

    yield open_one
    for context in contexts:
        context.close()
