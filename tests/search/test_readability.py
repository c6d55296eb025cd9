"""The figures of plain language are right, and the pages of people in need stay plain."""

import pytest
from wagtail.models import Page

from home.models import HelpPage, SelfCheckPage, StandardPage, WarningSignsPage
from materials.models import LessonPlanPage, ScenarioPage
from search.readability.figures import LONG_SENTENCE, figures_of, sentences_of, words_of
from search.readability.texts import passages_of

# Our own ceilings for these pages, above what they have now. Inflected languages have longer words than English.
CEILINGS = {"sl": 45, "en": 30, "sr-latn": 45, "uk": 50}


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Ustavite se. Povejte nekomu!", ["Ustavite se.", "Povejte nekomu!"]),
        ("Bilo je 20. junija 2022. Potem nič.", ["Bilo je 20. junija 2022.", "Potem nič."]),
        ("Dne 20. 6. 2022 je bilo.", ["Dne 20. 6. 2022 je bilo."]),
        ("Godine 2022. bilo je dobro.", ["Godine 2022. bilo je dobro."]),
        ("Pokličite npr. TOM.", ["Pokličite npr. TOM."]),
        ("Reče: »Ne.« Nato gre.", ["Reče: »Ne.«", "Nato gre."]),
        ("Kaže: „Ne.“ Onda ide.", ["Kaže: „Ne.“", "Onda ide."]),
        ("Він каже: «Ні!» Їй важко.", ["Він каже: «Ні!»", "Їй важко."]),
        ("Call 112. It is free.", ["Call 112.", "It is free."]),
        ("mirno mesto\nčas", ["mirno mesto", "čas"]),
        ("Ctrl in W. Brskalnik ostane.", ["Ctrl in W.", "Brskalnik ostane."]),
        (" – ", []),
    ],
)
def test_sentences_are_told_apart_in_every_language(text, sentences):
    assert sentences_of([text]) == sentences


def test_a_number_or_an_address_is_one_word():
    assert words_of("Pišite na info@drustvo-kljuc.si, 48.011 mladih, п’ять.") == [
        "Pišite",
        "na",
        "info@drustvo-kljuc.si",
        "48.011",
        "mladih",
        "п’ять",
    ]


def test_lix_is_words_a_sentence_plus_the_share_of_words_of_more_than_six_letters():
    # Ten words in two sentences; “odrasla” and “zaupate” have seven letters, “oseba,” five.
    figures = figures_of(["Odrasla oseba vam lahko pomaga. Povejte nekomu, ki mu zaupate."])
    assert (figures.words, figures.sentences, figures.long_words) == (10, 2, 3)
    assert (figures.words_a_sentence, figures.long_share, figures.lix) == (5.0, 30.0, 35.0)


def test_a_text_without_words_has_no_figures():
    figures = figures_of(["", "–"])
    assert (figures.lix, figures.words_a_sentence, figures.long_share, figures.hardest) == (0.0, 0.0, 0.0, ())


def test_the_hardest_sentences_come_first_and_headings_are_none():
    long = "Beseda " * (LONG_SENTENCE + 1) + "konec."
    figures = figures_of(["Samozaščita", "Kratek stavek ima samo osem besed v eni vrsti.", long])
    assert figures.long_sentences == 1
    assert figures.hardest == (long, "Kratek stavek ima samo osem besed v eni vrsti.")


@pytest.mark.django_db
@pytest.mark.parametrize("language", list(CEILINGS))
def test_pages_for_people_in_need_and_for_classes_stay_plain(language):
    kinds = (HelpPage, WarningSignsPage, SelfCheckPage, ScenarioPage, LessonPlanPage)
    pages = [page for kind in kinds for page in kind.objects.live().filter(locale__language_code=language)]
    pages += StandardPage.objects.live().filter(role="safe_browsing", locale__language_code=language)
    assert len(pages) == 11
    for page in pages:
        passages = list(passages_of(page))
        long = [one for one in sentences_of(passages) if len(words_of(one)) > LONG_SENTENCE]
        assert long == [], page.url
        assert figures_of(passages).lix <= CEILINGS[language], page.url


@pytest.mark.django_db
def test_no_page_of_the_starting_content_has_a_sentence_of_more_than_25_words():
    long = [
        (page.url, one)
        for page in Page.objects.live().filter(depth__gt=1).specific().iterator(chunk_size=50)
        for one in sentences_of(passages_of(page))
        if len(words_of(one)) > LONG_SENTENCE
    ]
    assert long == []
