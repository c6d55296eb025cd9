"""Help by where a reader is and which language they want to speak: only numbers that can be dialled there."""

import re

import pytest
from bs4 import BeautifulSoup

from home.models import HelpContact, HelpPage

pytestmark = pytest.mark.django_db

PLACES = {
    "si": ["112", "113", "0801200", "0801155", "116111", "116000", "+381117850000", "+380442841915"],
    "rs": ["192", "063610590", "0117850000", "116111", "+380442841915"],
    "ua": ["112", "102", "+381117850000", "527", "1547"],
    "eu": ["112", "116000", "+381117850000", "+380442841915"],
}
EMERGENCY = {"si": ["112", "113"], "rs": ["192"], "ua": ["112", "102"], "eu": ["112"]}
SPOKEN = ["", "sl/", "en/", "sr/", "uk/"]
ALL = {number for numbers in PLACES.values() for number in numbers}
HELP = {
    "sl": "/sl/pomoc/",
    "en": "/en/help/",
    "sr": "/sr/pomoc/",
    "sr-cyrl": "/sr-cyrl/pomoc/",
    "uk": "/uk/dopomoha/",
}


def soup_of(client, address: str) -> BeautifulSoup:
    response = client.get(address)
    assert response.status_code == 200, address
    return BeautifulSoup(response.content, "html.parser")


def dialled(soup: BeautifulSoup, scheme: str = "tel") -> list[str]:
    return [link["href"].removeprefix(f"{scheme}:") for link in soup.select(f'a[href^="{scheme}:"]')]


@pytest.mark.parametrize("language", HELP)
@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("spoken", SPOKEN)
def test_exactly_the_numbers_that_work_there_are_shown_emergency_first(client, language, place, spoken):
    soup = soup_of(client, f"{HELP[language]}{place}/{spoken}")
    numbers = dialled(soup)
    assert numbers[: len(EMERGENCY[place])] == EMERGENCY[place]
    assert set(numbers) == set(PLACES[place])
    text = re.sub(r"[^\d+a-z]", "", soup.get_text().lower())
    for number in ALL - set(PLACES[place]):
        # Three digits may stand within a longer number that is shown.
        if len(number) > 4:
            assert number not in text
    assert ("112" in dialled(soup, "sms")) == (place == "si")


@pytest.mark.parametrize("place", PLACES)
def test_without_any_script_the_first_link_of_the_content_is_an_emergency_number(client, place):
    main = soup_of(client, f"/sl/pomoc/{place}/").main
    assert main.find("a")["href"] == f"tel:{EMERGENCY[place][0]}"
    assert soup_of(client, "/sl/pomoc/").main.find("a")["href"] == "tel:112"


def test_the_first_page_shows_each_place_with_its_emergency_numbers(client):
    places = soup_of(client, "/en/help/").select(".call-now__place")
    found = {place.select_one("a.more")["href"].split("/")[-2]: dialled(place) for place in places}
    assert found == EMERGENCY
    assert list(found) == ["si", "rs", "ua", "eu"]


def test_contacts_known_to_speak_the_language_come_first_and_those_known_to_speak_others_last(client):
    HelpContact.objects.filter(key="si-tom").update(speaks=["sl", "uk"])
    HelpContact.objects.filter(key="si-sos").update(speaks=["sl"])
    soup = soup_of(client, "/en/help/si/uk/")
    numbers = [number for number in dialled(soup.main) if number not in EMERGENCY["si"]]
    assert numbers[0] == "116111"
    assert numbers[-1] == "0801155"
    assert {"0801200", "116000"} <= set(numbers[1:-1])
    speaking = soup.find("section", {"aria-labelledby": "speaking-title"})
    assert [name.get_text() for name in speaking.select("dd span[lang]")] == ["Slovenščina", "Українська"]
    assert speaking.h2.span["lang"] == "uk"
    others = soup.find("section", {"aria-labelledby": "others-title"}).get_text()
    assert others.count("not known to us: ask for an interpreter") == 5


def test_the_lines_of_the_place_stand_before_those_abroad(client):
    numbers = dialled(soup_of(client, "/uk/dopomoha/ua/").main)
    assert numbers.index("527") < numbers.index("+381117850000")


def test_emergency_numbers_stay_whatever_is_known_of_their_languages(client):
    HelpContact.objects.filter(kind__in=["emergency", "police"]).update(speaks=["sl"])
    assert dialled(soup_of(client, "/uk/dopomoha/si/uk/"))[:2] == ["112", "113"]


def test_a_number_that_an_editor_says_does_not_work_there_is_gone(client):
    HelpContact.objects.filter(key="rs-astra").update(from_elsewhere=False)
    assert "+381117850000" not in dialled(soup_of(client, "/sl/pomoc/si/"))
    assert "0117850000" in dialled(soup_of(client, "/sl/pomoc/rs/"))


def test_each_address_keeps_its_choice_in_the_other_languages(client):
    soup = soup_of(client, "/sl/pomoc/rs/uk/")
    canonical = soup.find("link", rel="canonical")["href"]
    assert canonical.endswith("/sl/pomoc/rs/uk/")
    alternates = {link["hreflang"]: link["href"] for link in soup.find_all("link", rel="alternate", hreflang=True)}
    assert alternates["uk"].endswith("/uk/dopomoha/rs/uk/")
    assert alternates["sr-Cyrl"].endswith("/sr-cyrl/pomoc/rs/uk/")
    assert soup.find("meta", {"name": "robots"})["content"] == "noindex, follow"
    assert soup_of(client, "/sl/pomoc/").find("meta", {"name": "robots"}) is None


def test_the_answer_is_the_same_for_every_reader_and_asks_for_nothing(client):
    plain = client.get("/uk/dopomoha/ua/sr/")
    other = client.get("/uk/dopomoha/ua/sr/?from=ad", headers={"accept-language": "sr", "user-agent": "other"})
    assert plain.content == other.content
    assert not plain.cookies
    soup = BeautifulSoup(plain.content, "html.parser")
    assert soup.main.find_all(["form", "input", "button"]) == []
    assert all("?" not in link["href"] for link in soup.main.find_all("a", href=True))


@pytest.mark.parametrize("path", ["xx/", "si/xx/", "si/uk/sl/", "SI/", "112/"])
def test_an_address_that_names_no_place_or_language_is_not_there(client, path):
    assert client.get(f"/sl/pomoc/{path}").status_code == 404


def test_the_tab_says_nothing_of_where_somebody_is(client):
    page = HelpPage.objects.get(locale__language_code="sl")
    assert soup_of(client, "/sl/pomoc/rs/uk/").title.get_text() == page.seo_title


def test_a_place_costs_few_queries(client, django_assert_max_num_queries):
    client.get("/sl/pomoc/rs/uk/")
    with django_assert_max_num_queries(14):
        client.get("/sl/pomoc/rs/uk/")


def test_names_of_languages_stay_as_they_are_in_serbian_cyrillic(client):
    HelpContact.objects.filter(key="si-tom").update(speaks=["sl", "en"])
    soup = soup_of(client, "/sr-cyrl/pomoc/si/en/")
    names = [link.get_text() for link in soup.select("nav.choice a[lang]")]
    assert names == ["Slovenščina", "English", "Српски", "Українська"]
    assert "English" in [span.get_text() for span in soup.select(".contact dd span[lang]")]


def test_without_records_only_numbers_that_hold_there_are_shown(client):
    HelpContact.objects.all().delete()
    assert dialled(soup_of(client, "/sl/pomoc/si/")) == ["112", "113"]
    assert dialled(soup_of(client, "/sl/pomoc/rs/")) == []
