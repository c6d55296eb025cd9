"""A real browser finds nothing that the content security policy forbids, the data for machines included."""

import json
import urllib.request


def test_data_for_machines_is_no_script_and_breaks_no_policy(chromium, site_url):
    page = chromium.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.add_init_script(
        "addEventListener('securitypolicyviolation', (event) => console.log('violation: ' + event.violatedDirective))"
    )
    for path in ("/sl/", "/en/news/", "/sl/novice/prvi-svetovni-dan/", "/uk/"):
        assert page.goto(site_url + path).ok, path
        data = page.locator("script[type='application/ld+json']").text_content()
        assert json.loads(data)["@context"] == "https://schema.org"
    page.close()
    assert said == []


def test_the_shared_picture_and_the_feed_are_served_as_they_are_named(chromium, site_url):
    page = chromium.new_page()
    page.goto(f"{site_url}/uk/")
    address = page.locator("meta[property='og:image']").get_attribute("content")
    feed = page.locator("link[type='application/atom+xml']").get_attribute("href")
    page.close()
    with urllib.request.urlopen(address) as answer:
        assert answer.headers["Content-Type"] == "image/png" and answer.read(8) == b"\x89PNG\r\n\x1a\n"
    with urllib.request.urlopen(site_url + feed) as answer:
        assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
