"""No number on any page, in any language and script, is one that no published contact has."""

from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Page

from home.contact_check import Known
from home.models import HelpContact
from home.phone_numbers import Found, numbers_in
from workshops.models import MailText

pytestmark = pytest.mark.django_db


def run() -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("check_contacts", stdout=out, stderr=StringIO())
    except SystemExit as end:
        return end.code, out.getvalue()
    return 0, out.getvalue()


def test_every_number_of_the_site_belongs_to_a_published_contact():
    assert run() == (0, "Every number belongs to a published contact.\n")


def test_wrong_numbers_are_found_wherever_they_are_planted(settings):
    """In one run, because it is long: pages in each script, pages of a place, e-mails, error pages, descriptions."""
    plant("pomoc", "sl", "lead", "V nevarnosti pokličite 118.")
    plant("pomoc", "sr-latn", "lead", "U opasnosti pozovite 117 ili 011 222 3333.")
    plant("dopomoha", "uk", "lead", "Телефонуйте +380 44 111 22 33 або 103.")
    plant("help", "en", "search_description", "Call the police in Serbia: 113.")
    MailText.objects.filter(key="declined", locale__language_code="en").update(body="Call us on 01 234 56 78.")
    settings.EMERGENCY_NUMBERS = [("112", "help"), ("911", "police")]
    HelpContact.objects.filter(key="rs-192").update(live=False)
    code, out = run()
    assert code == 1
    for address, language, number, around in [
        ("/sl/pomoc/", "sl", "118", "V nevarnosti pokličite 118."),
        ("/sl/pomoc/rs/uk/", "sl", "118", "pokličite"),
        ("/sr/pomoc/", "sr-Latn", "117", "U opasnosti pozovite 117"),
        ("/sr-cyrl/pomoc/", "sr-Cyrl", "011 222 3333", "У опасности позовите"),
        ("/uk/dopomoha/", "uk", "+380 44 111 22 33", "Телефонуйте"),
        ("/uk/dopomoha/", "uk", "103", "Телефонуйте"),
        ("/en/help/", "en", "113", "does not work from “rs”"),
        ("e-mail declined", "en", "01 234 56 78", "Call us on"),
        ("/uk/ page_not_found", "uk", "911", "police"),
        ("/sl/ server_error", "sl", "911", "police"),
        ("/en/", "en", "192", "in Serbia, call 192"),
    ]:
        lines = [line for line in out.splitlines() if line.startswith(f"{address} ({language}): {number} ")]
        assert lines and any(around in line for line in lines), (address, number)


def plant(slug: str, language: str, field: str, text: str) -> None:
    page = Page.objects.get(slug=slug, locale__language_code=language).specific
    type(page).objects.filter(pk=page.pk).update(**{field: text})


def test_a_number_must_work_from_the_place_that_the_page_is_for_or_that_the_sentence_names():
    known = Known(HelpContact.objects.filter(live=True))

    def wrong(number: str, sentence: str = "", place: str = "") -> bool:
        return known.problem_of(Found(number, sentence), place=place)[0]

    assert wrong("192", place="si") and not wrong("192", place="rs")
    assert wrong("15-47", place="eu") and not wrong("112", place="eu")
    assert wrong("192", "Call the police in Slovenia: 192.")
    assert wrong("113", "У разі небезпеки в Сербії телефонуйте 113.")
    assert not wrong("192", "Policijo v Srbiji pokličete na 192, v Ukrajini pa na 102.")
    assert not wrong("112", "Številka 112 deluje po vsej EU in v Ukrajini.")
    assert not wrong("113", "Call 113.")


@pytest.mark.parametrize(
    "text",
    [
        "Dosegli smo 48.011 mladih. Pokličite nas.",
        "48,011 young people; call us.",
        "Kazenski zakonik, 113. člen, in pokličite.",
        "KZ-1, čl. 113; pokličite.",
        "Article 149 of the code says whom to call.",
        "Direktiva 2011/36/EU in (EU) 2024/1712, telefonska številka sledi.",
        "Резолюція 68/192; телефонуйте.",
        "Število delavnic: 127, pokličite pred 20. 6. 2022.",
        "Call before 20.06.2022 or 2022-06-20 12:00.",
        "V letih 2019–2023 pokličite.",
        "Številke 0 800 iz Slovenije ne delujejo.",
        "V 143 delavnicah, številka iz leta 2018.",
        "Broj učesnika: 250 osoba, 350.000 mladih.",
        "Номер сторінки 12, за даними 2018 року.",
        "IBAN SI56 0201 0001 2345 678, številka računa.",
        "Delavnica traja 45 minut, pokličite od 12. do 20. ure.",
        "Phone costs rose by 100% and 112.5 points.",
    ],
)
def test_years_figures_articles_and_dates_are_no_numbers_to_call(text):
    assert [found.number for found in numbers_in(text)] == []


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("Pokličite 080 12 00 ali 080-1200.", ["080 12 00", "080-1200"]),
        ("(01) 234 56 78", ["(01) 234 56 78"]),
        ("+386 1 234 56 78; 00386 1 234 56 78", ["+386 1 234 56 78", "00386 1 234 56 78"]),
        ("Call 112 (emergency) or 113 (police).", ["112", "113"]),
        ("На број 116\u00a0111 јавља се TOM; позовите 192.", ["116\u00a0111", "192"]),
        ("Урядова лінія: телефонуйте 15-47 або 527.", ["15-47", "527"]),
        ("Policijo v Srbiji pokličete na 192, v Ukrajini pa na 102.", ["192", "102"]),
        ("Številka 113 deluje v Sloveniji.", ["113"]),
    ],
)
def test_numbers_to_call_are_found_in_each_language(text, numbers):
    assert [found.number for found in numbers_in(text)] == [number.replace("\u00a0", " ") for number in numbers]
