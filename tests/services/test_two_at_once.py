"""Two people act on one booking at the same moment: it ends in one state, and everything fits that state."""

import json

import pytest

from tests.services.conftest import run_script

# What may come of it; where one must win, both done is a fault.
EXPECTED = {
    "accept_and_decline": {"TransitionRefused + done", "SlotTaken + done"},
    "accept_and_ask_for_others": {"TransitionRefused + done", "SlotTaken + done", "done + done"},
    "accept_twice": {"done + done"},
    "answer_and_cancel": {"InvitationClosed + done", "done + done"},
    "invite_and_cancel": {"done + done"},
    "cancel_from_both_sides": {"TransitionRefused + done"},
    "confirm_for_two_schools": {"SlotTaken + done"},
    "confirm_twice": {"TransitionRefused + done"},
    "offer_twice": {"done + done"},
    "exchange_dates": {"SlotTaken + SlotTaken"},
}


@pytest.fixture(scope="session")
def played(made_database):
    return json.loads(run_script("two_at_once.py", database_url=made_database))


@pytest.mark.parametrize("scenario", EXPECTED)
def test_what_two_people_do_at_once_fits_together(played, scenario):
    assert played[scenario]["wrong"] == []
    assert set(played[scenario]["outcomes"]) <= EXPECTED[scenario]
