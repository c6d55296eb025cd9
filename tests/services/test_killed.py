"""A process killed at any point of a booking leaves all of it or none of it, and no mail is lost."""

import json
import shutil

import pytest

from tests.seeded_site import DATABASE
from tests.services.conftest import run_script

# What a finished one has written, besides what each table of the booking holds.
MAILS = {"Book": 2, "Accept": 2, "Decline": 1, "Cancel": 2}
SHORT = ("Book", "Decline")


@pytest.fixture(scope="session")
def careful(made_database):
    return json.loads(run_script("killed.py", *MAILS, database_url=made_database))


@pytest.fixture(scope="session")
def careless(tmp_path_factory):
    path = shutil.copy(DATABASE, tmp_path_factory.mktemp("killed"))
    return json.loads(run_script("killed.py", *SHORT, "careless", database_url=f"sqlite:///{path}"))


@pytest.mark.parametrize("scenario", MAILS)
def test_a_process_killed_at_any_point_leaves_all_or_nothing(careful, scenario):
    found = careful[scenario]
    assert found["points"] >= 10
    assert set(found["left"]) == {found["before"], found["after"]}
    assert json.loads(found["before"]) != json.loads(found["after"])
    assert json.loads(found["after"])["mails"] == MAILS[scenario]


def test_a_request_that_is_sent_again_after_the_kill_is_there_once_with_its_mails(careful):
    found = careful["Book"]
    assert set(found["again"]) == {found["after"]}
    after = json.loads(found["after"])
    assert (after["bookings"], after["acknowledged"], after["moves"], after["wishes"]) == (1, 1, 1, 2)
    assert after["messages"] == after["mails"] == 2


@pytest.mark.parametrize("scenario", SHORT)
def test_without_transactions_halves_are_left(careless, scenario):
    found = careless[scenario]
    assert set(found["left"]) - {found["before"], found["after"]}
