"""``check_trees`` says where trees have drifted apart, and puts them right."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.utils import translation

from languages.together.following import _following_originals
from tests.languages.at_the_cms import page, translation_of
from tests.languages.trees import assert_same_trees

pytestmark = pytest.mark.django_db


def check(**options) -> str:
    out = StringIO()
    with translation.override("en"):
        try:
            call_command("check_trees", stdout=out, **options)
        except CommandError as error:
            return out.getvalue() + str(error)
    return out.getvalue()


def test_trees_of_the_same_shape_are_said_to_be_so():
    assert "same shape" in check()


@pytest.fixture
def drifted():
    """A translation below another page, and one out of order, as they were before pages followed each other."""
    with _following_originals():
        translation_of(page("kontakt"), "uk").move(translation_of(page("o-nas"), "uk"), pos="last-child")
        english = translation_of(page("zasebnost"), "en")
        english.move(english.get_parent(), pos="first-child")


def test_what_has_drifted_is_told_in_words(drifted):
    told = check()
    assert translation_of(page("kontakt"), "uk").title in told and "Українська" in told
    assert translation_of(page("o-nas"), "uk").title in told
    assert "another order" in told and "English" in told
    assert "2 differences" in told


def test_a_page_without_an_original_is_told():
    english = translation_of(page("o-nas"), "en")
    english.add_child(instance=type(english)(title="Only here", slug="only", lead="x", locale=english.locale))
    assert "“Only here” (English) has no original" in check()


def test_repairing_puts_translations_where_their_originals_stand(drifted):
    assert "same shape" in check(repair=True)
    assert_same_trees()
