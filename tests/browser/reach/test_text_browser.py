"""A browser that shows text alone can read, search and book: w3m, without script, style or pictures."""

import re
import subprocess
import time
from datetime import date, timedelta
from urllib.parse import quote, urlencode
from urllib.request import urlopen

import pytest
from bs4 import BeautifulSoup

from tests.browser.typical import BOOKING

HELP = {"sl": "/sl/pomoc/", "uk": "/uk/dopomoha/"}


def dump(address: str, *options: str) -> str:
    """Return a page as somebody with w3m reads it."""
    command = ["w3m", "-dump", "-cols", "100", "-I", "UTF-8", "-O", "UTF-8", *options, address]
    return subprocess.run(command, capture_output=True, check=True, timeout=60, text=True).stdout


@pytest.mark.parametrize("language", HELP)
def test_help_is_read_from_the_top(site_url, language):
    text = dump(site_url + HELP[language])
    html = urlopen(site_url + HELP[language]).read().decode()
    heading = BeautifulSoup(html, "html.parser").h1.get_text(strip=True)
    # The languages, the heading, whom to call, and in the end who writes this.
    parts = ("Українська", f"\n{heading}\n", "112", "info@drustvo-kljuc.si")
    places = [text.index(part, 0 if part == parts[0] else text.index(parts[1])) for part in parts]
    assert places == sorted(places)
    assert "Shift" not in text


def test_search_finds_and_its_field_is_named(site_url):
    text = dump(f"{site_url}/sl/search/?q={quote('znaki')}")
    lines = text.splitlines()
    label = next(number for number, line in enumerate(lines) if line == "Kaj iščete?")
    assert re.match(r"\[znaki +\] Poiščite", lines[label + 1])
    assert re.search(r"\d+ zadet", text) and re.search(r"^ *1\. ", text, re.MULTILINE)


def test_each_field_of_the_form_stands_beside_its_name(site_url):
    html = urlopen(site_url + BOOKING["sl"]).read().decode()
    soup = BeautifulSoup(html, "html.parser")
    text = re.sub(r"\s+", " ", dump(site_url + BOOKING["sl"], "-cols", "400"))
    named = [label for label in soup.select("form.form .field > label") if soup.find(id=label["for"])]
    assert len(named) > 20
    for label in named:
        words = re.sub(r"\s+", " ", label.get_text(" ", strip=True)).replace("( ", "(").replace(" )", ")")
        note = soup.find(id=f"{label['for']}_helptext")
        between = re.escape(re.sub(r"\s+", " ", note.get_text(strip=True))) if note else ""
        beside = rf"{re.escape(words)} ?(?:{between})? ?\[|\[[ *]\] ?{re.escape(words)}"
        assert re.search(beside, text), words
    # Warnings for a script are not read out by accident.
    assert "Ta dan je že mimo" not in text


def test_a_workshop_is_booked(site_url, tmp_path):
    with urlopen(site_url + BOOKING["sl"]) as answer:
        cookie = answer.headers["Set-Cookie"].split(";")[0]
        form = BeautifulSoup(answer.read(), "html.parser").select_one("form.form")
    given = form.select("input[type=hidden], input[checked], input[type=number][value]")
    values = {one["name"]: one.get("value", "") for one in given}
    workshop = form.select_one("#id_workshop option:nth-of-type(2)")["value"]
    values |= {"school_name": "OŠ Vače", "school_type": "primary", "town": "Vače", "contact_name": "Anđa Ćuk"}
    values |= {"email": "anda@example.si", "phone": "031 234 567", "workshop": workshop, "audience": "parents"}
    values |= {"participants": "24", "language": "sl", "consent": "on"}
    values |= {"date_1": str(date.today() + timedelta(days=30)), "part_1": "any"}
    values |= {"part_2": "any", "part_3": "any"}
    sent = tmp_path / "sent"
    sent.write_text(urlencode(values), encoding="utf-8")
    time.sleep(2.1)
    text = dump(site_url + BOOKING["sl"], "-post", str(sent), "-header", f"Cookie: {cookie}")
    assert re.search(r"K-\w+", text) and "Vače" in text
