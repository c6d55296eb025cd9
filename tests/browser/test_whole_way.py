"""The whole way of one workshop, from a request in Ukrainian to the funder's table and the public figure.

Everything is real: gunicorn, the worker with its outbox, Chromium for the school, the facilitator, the coordinator
and the pupils. Only time is helped along: what is agreed is moved nearer in the database.
"""

import email
import re
import sqlite3
import subprocess
import sys
import time
from datetime import date, timedelta
from email import policy
from pathlib import Path

import pytest
import vobject

from tests import seeded_site
from tests.serving import copy_database, environment_of, free_port, serving
from tests.spreadsheets import sheets_of

SCHOOL, FACILITATOR = "vchytelka@example.org", "zala@example.org"
PEOPLE = """
from django.contrib.auth.models import Group, User
user = User.objects.create_user("koordinatorka", password="only-for-tests", first_name="Eva", is_staff=True)
user.groups.add(Group.objects.get(name="Coordinators"))
"""
CAME = 23


class House:
    """The processes, the database and the mail of one site."""

    def __init__(self, folder: Path):
        self.database = folder / "site.sqlite3"
        self.letters = folder / "mail"
        copy_database(self.database)
        self.environment = environment_of(self.database, free_port(), EMAIL_URL=f"file:///{self.letters}")
        self.manage("shell", "-c", PEOPLE)

    def manage(self, *arguments: str) -> None:
        subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=seeded_site.ROOT,
            env=self.environment,
            check=True,
            capture_output=True,
            timeout=120,
        )

    def bring_nearer(self, days: int) -> None:
        """Move what is agreed some days towards today, and past it."""
        with sqlite3.connect(self.database, timeout=20) as connection:
            for table in ("workshops_slot", "workshops_session"):
                moved = ", ".join(f"{name} = datetime({name}, '-{days} days')" for name in ("starts_at", "ends_at"))
                connection.execute(f"UPDATE {table} SET {moved}")
        connection.close()

    def letter(self, to: str, number: int):
        """Wait for the worker to send the n-th letter to an address, and return it."""
        for _attempt in range(150):
            found = [one for one in self._letters() if to in one["To"]]
            if len(found) >= number:
                return found[number - 1]
            time.sleep(0.2)
        raise AssertionError(f"No letter {number} to {to}: {[one['Subject'] for one in self._letters()]}")

    def _letters(self) -> list:
        found = []
        for path in sorted(self.letters.glob("*"), key=lambda path: path.stat().st_mtime):
            for text in re.split(rb"(?m)^-{79}\n", path.read_bytes()):
                if text.strip():
                    found.append(email.message_from_bytes(text, policy=policy.default))
        return found


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    house = House(tmp_path_factory.mktemp("whole_way"))
    with serving(house.environment) as house.address:
        worker = subprocess.Popen(
            [sys.executable, "manage.py", "run_worker"], cwd=seeded_site.ROOT, env=house.environment
        )
        try:
            yield house
        finally:
            worker.terminate()
            worker.wait(timeout=20)


@pytest.fixture
def visit(chromium, house):
    """Open a browser of one's own: the school's, the coordinator's, a pupil's."""
    contexts = []

    def open_browser(language: str):
        context = chromium.new_context(base_url=house.address, locale=language, accept_downloads=True)
        contexts.append(context)
        return context.new_page()

    yield open_browser
    for context in contexts:
        context.close()


def link_in(letter) -> str:
    return re.search(r"https?://\S+", letter.get_content())[0]


def school_day() -> date:
    day = date.today() + timedelta(days=30)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day


def onward(page) -> None:
    page.locator("[data-next]").click()


def ask_for_a_workshop(page) -> None:
    page.goto("/uk/zamovlennia/")
    page.locator("#id_school_name").fill("OŠ Litija")
    page.locator("#id_school_type").select_option("primary")
    page.locator("#id_town").fill("Litija")
    page.locator("#id_contact_name").fill("Олена Ковальчук")
    page.locator("#id_email").fill(SCHOOL)
    page.locator("#id_phone").fill("031 234 567")
    onward(page)
    page.locator("#id_workshop").select_option(index=1)
    page.locator("#id_audience").select_option("pupils")
    page.locator("#id_participants").fill("25")
    page.locator("#id_staff_stays").check()
    onward(page)
    page.locator("#id_date_1").fill(school_day().isoformat())
    onward(page)
    onward(page)
    page.locator("#id_consent").check()
    page.wait_for_timeout(2100)
    page.locator("form button[type=submit]").click()
    page.wait_for_url("**/moie/**")


def sign_in(page) -> None:
    page.goto("/admin/login/")
    page.locator("#id_username").fill("koordinatorka")
    page.locator("#id_password").fill("only-for-tests")
    page.locator("button[type=submit]").click()
    page.wait_for_url("**/admin/")


def add_a_facilitator(page) -> None:
    page.goto("/admin/facilitators/new/")
    page.locator("#id_name").fill("Zala Zupan")
    page.locator("#id_email").fill(FACILITATOR)
    page.locator("#id_speaks_ukrainian").check()
    page.locator("form [type=submit]").last.click()
    page.wait_for_url("**/admin/facilitators/")


def open_the_booking(page, reference: str) -> None:
    page.goto(f"/admin/bookings/?q={reference}")
    page.get_by_role("link", name=reference).first.click()
    page.wait_for_url("**/desk/")


def test_from_a_request_in_ukrainian_to_the_public_figure(house, visit, tmp_path):
    school, desk, outside = visit("uk-UA"), visit("en-GB"), visit("sl-SI")

    # A coordinator has somebody who leads workshops in Ukrainian.
    sign_in(desk)
    add_a_facilitator(desk)

    # A school asks, in Ukrainian, and is answered in Ukrainian.
    ask_for_a_workshop(school)
    reference = re.search(r"K-\w{6}", school.locator(".kicker").inner_text())[0]
    acknowledgement = house.letter(SCHOOL, 1)
    assert reference in acknowledgement["Subject"] and "Добрий день" in acknowledgement.get_content()
    own_page = link_in(acknowledgement)

    # The request waits at the desk; a date is offered, and the e-mail changed before it goes.
    desk.goto("/admin/bookings/attention/")
    assert reference in desk.locator("main").inner_text()
    open_the_booking(desk, reference)
    desk.locator("#offer-section summary").click()
    desk.locator("#id_offer_date_1").fill(school_day().isoformat())
    desk.locator("#id_offer_time_1").fill("08:15")
    desk.locator("#id_offer_facilitator_1").select_option(label="Zala Zupan")
    for row in (2, 3):
        desk.locator(f"#id_offer_date_{row}").fill("")
        desk.locator(f"#id_offer_time_{row}").fill("")
    desk.locator("#offer-section button[type=submit]").click()
    body = desk.locator("textarea[name=mail-body]")
    body.fill("Дякуємо за терпіння!\n\n" + body.input_value())
    desk.locator("button[name=step][value=send]").click()
    desk.wait_for_url("**/desk/")
    offer = house.letter(SCHOOL, 2)
    assert "Дякуємо за терпіння!" in offer.get_content() and "08:15" in offer.get_content()

    # The school accepts by the link in its e-mail, and takes the date into its calendar.
    school.goto(link_in(offer))
    school.locator(".offers__item button").click()
    assert school.locator(".kicker").inner_text().startswith(reference)
    assert reference in house.letter(SCHOOL, 3)["Subject"]
    with school.expect_download() as download:
        school.locator("a[href$='.ics']").click()
    event = vobject.readOne(Path(download.value.path()).read_text(encoding="utf-8")).vevent
    start = event.dtstart.value
    assert (start.date(), start.hour, start.minute) == (school_day(), 8, 15)
    assert event.status.value == "CONFIRMED"

    # The facilitator is asked, and says yes.
    outside.goto(link_in(house.letter(FACILITATOR, 1)))
    outside.locator("button[name=answer][value=accept]").click()
    open_the_booking(desk, reference)
    assert "Zala Zupan" in desk.locator("main").inner_text()

    # A day before, the school is reminded.
    days = (school_day() - date.today()).days
    house.bring_nearer(days - 1)
    house.manage("send_reminders")
    assert reference in house.letter(SCHOOL, 4)["Subject"]

    # The day after, the delivery is recorded, and the school asked how many came.
    house.bring_nearer(2)
    open_the_booking(desk, reference)
    desk.locator("#record-section summary").click()
    desk.locator("#record-section input[value=yes]").check()
    desk.locator("#record-section select[name$=funder]").select_option(index=1)
    desk.locator("#record-section button[type=submit]").click()
    desk.wait_for_url("**/desk/")
    house.manage("send_reminders")
    school.goto(link_in(house.letter(SCHOOL, 5)))
    school.locator("input[name^=participants_]").fill(str(CAME))
    school.locator("input[name^=staff_present_]").fill("2")
    for question in ("content", "delivery", "organisation"):
        school.locator(f"input[name={question}][value='5']").check()
    school.locator("#id_text").fill("Діти слухали дуже уважно.")
    school.locator("form[action$='/chysla/'] button[type=submit]").click()
    school.wait_for_url(re.compile(r"/moie/[^/]+/$"))

    # Pupils answer by the code, without a cookie; from five answers on the desk sees what they said.
    desk.goto(desk.url)
    open_the_booking(desk, reference)
    desk.locator("a[href*='/qr/']").first.click()
    code = re.search(r"/f/(\w+)", desk.locator(".poster__address").inner_text().replace(" ", ""))[1]
    for number in range(5):
        pupil = visit("sl-SI")
        pupil.goto(f"/f/{code.lower()}")
        for question in ("understood", "felt_safe", "useful", "knows_whom_to_ask"):
            pupil.locator(f"input[name={question}][value='{4 + number % 2}']").check()
        pupil.locator("#id_text").fill("Zanimivo je bilo.")
        pupil.locator("form button[type=submit]").click()
        pupil.wait_for_url("**/thanks/")
        assert pupil.locator("a[href='tel:112']").count()
        assert pupil.context.cookies() == []
    open_the_booking(desk, reference)
    assert "Діти слухали дуже уважно." in desk.locator("main").inner_text()
    assert "Zanimivo je bilo." in desk.locator("main").inner_text()

    # The funder gets its table, which another program reads.
    desk.goto("/admin/reports/workshops/?by=funder")
    assert str(CAME) in desk.locator("main table").first.inner_text()
    with desk.expect_download() as download:
        desk.locator("a[href$='xlsx']").click()
    path = tmp_path / "report.xlsx"
    download.value.save_as(path)
    report, sessions, *_about = sheets_of(path)
    assert any(str(CAME) in row for row in report)
    assert any("OŠ Litija" in row and str(CAME) in row for row in sessions)

    # And the public figure goes on counting.
    outside.goto("/sl/")
    assert f"{48_011 + CAME:,}".replace(",", ".") in outside.locator(".number__value").first.inner_text()
    assert own_page.startswith(house.address)
