"""On a very slow network the help page can be read, and its numbers called, within two seconds."""

# 400 kbit/s and 400 ms there and back, as on the edge of a 3G network.
SLOW = {"offline": False, "latency": 400, "downloadThroughput": 400_000 / 8, "uploadThroughput": 400_000 / 8}
# What can be called at the moment when something is painted for the first time.
AT_FIRST_PAINT = """
new PerformanceObserver((list) => {
  const paint = list.getEntriesByName("first-contentful-paint")[0];
  if (paint) {
    window.firstPaint = paint.startTime;
    window.numbers = [...document.querySelectorAll("main a[href^='tel:']")].map((link) => link.textContent);
  }
}).observe({ type: "paint", buffered: true });
"""


def test_whom_to_call_is_there_within_two_seconds(open_page, chromium, site_url):
    chromium.new_page().goto(f"{site_url}/sl/pomoc/")
    page = open_page("about:blank", 360, 740)
    page.add_init_script(AT_FIRST_PAINT)
    network = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.send("Network.emulateNetworkConditions", SLOW)
    page.goto("/sl/pomoc/", wait_until="commit")
    page.wait_for_function("() => window.firstPaint")
    assert page.evaluate("window.firstPaint") < 2000
    assert {"112", "113"} <= set(page.evaluate("window.numbers"))
    assert page.evaluate("document.querySelector(\"main a[href='tel:112']\").getBoundingClientRect().height") > 0
