"""What a browser takes for a page: bytes on the wire by kind, and requests, as Chromium itself counts them."""

from dataclasses import dataclass, field

from playwright.sync_api import Browser, Page

KB = 1024
PARTS = ("HTML", "CSS", "JS", "pictures", "other")
KINDS = {"text/html": "HTML", "text/css": "CSS", "text/javascript": "JS", "application/javascript": "JS"}
# A phone of today: three of its widths of pictures are 400, 800 and 1200.
PHONE = {"viewport": {"width": 360, "height": 740}, "device_scale_factor": 2, "is_mobile": True, "has_touch": True}
# What came over the wire and not from what the browser had kept.
TAKEN = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
  .filter(({ transferSize }) => transferSize)
  .map(({ contentType, encodedBodySize }) => ({ contentType, encodedBodySize }))"""
# What comes when a reader scrolls to the end. The code at the end is for paper alone, and never comes to a screen.
LATER = """() => {
  for (const one of document.images) if (one.checkVisibility()) one.loading = "eager";
}"""
ALL_THERE = "() => [...document.images].every((one) => one.complete || !one.checkVisibility())"


@dataclass
class Weight:
    """Bytes of the bodies by kind, without headers; nothing for what the browser had kept."""

    bytes: dict[str, int] = field(
        default_factory=lambda: dict.fromkeys(("HTML", "CSS", "JS", "pictures", "other"), 0)
    )
    # Before the reader scrolls: pictures below come when they come near.
    requests: int = 0

    @property
    def total(self) -> int:
        return sum(self.bytes.values())


def visit(page: Page, address: str) -> Weight:
    """Open a page as a reader would, take all its pictures, and return what that weighed."""
    page.goto(address, wait_until="load")
    weight = Weight(requests=len(page.evaluate(TAKEN)))
    page.evaluate(LATER)
    page.wait_for_function(ALL_THERE)
    for entry in page.evaluate(TAKEN):
        kind = KINDS.get(entry["contentType"], "pictures" if entry["contentType"].startswith("image/") else "other")
        weight.bytes[kind] += entry["encodedBodySize"]
    return weight


def first_view(browser: Browser, address: str) -> Weight:
    """Return what a page weighs for somebody who comes for the first time, with every picture on it."""
    context = browser.new_context(**PHONE)
    try:
        return visit(context.new_page(), address)
    finally:
        context.close()


def second_page(browser: Browser, first: str, address: str) -> Weight:
    """Return what a page weighs for somebody who has read another before."""
    context = browser.new_context(**PHONE)
    try:
        page = context.new_page()
        visit(page, first)
        return visit(page, address)
    finally:
        context.close()
