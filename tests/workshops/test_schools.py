"""The register of schools: read from a file, suggested in the form, tidied by merging, listed in the CMS."""

import codecs
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils import translation
from wagtail.models import ModelLogEntry

from languages.services import reading_languages
from tests.seeded_site import ROOT
from tests.workshops.making import make_booking as booking
from workshops.models import Booking, School
from workshops.models.schools import fold
from workshops.register.importing import COLUMNS
from workshops.register.merging import merge_schools

pytestmark = pytest.mark.django_db
HEADING = ",".join(COLUMNS)
GOOD = "T-1,OŠ Črni Vrh,primary,Vrh 1,5274,Črni Vrh,Idrija,Goriška,os@example.org"
OTHER = "T-2,Gimnazija Žalec,secondary,Trg 2,3310,Žalec,Žalec,savinjska,"


@pytest.fixture(autouse=True)
def empty_register():
    School.objects.all().delete()


@pytest.fixture
def run_import(tmp_path):
    """Import these lines below the heading; return what was said on stdout and stderr, and the error if any."""

    def run(*lines: str, heading=HEADING, encode=lambda text: text.encode(), **options) -> tuple[str, str, str]:
        path = tmp_path / "schools.csv"
        path.write_bytes(encode("\r\n".join([heading, *lines, ""])))
        said, complained, error = StringIO(), StringIO(), ""
        try:
            call_command("import_schools", path, stdout=said, stderr=complained, **options)
        except CommandError as failure:
            assert failure.returncode == 1
            error = str(failure)
        return said.getvalue(), complained.getvalue(), error

    return run


def school(name="OŠ Črni Vrh", town="Črni Vrh", **values) -> School:
    return School.objects.create(**{"name": name, "town": town, "type": "primary", "region": "goriska", **values})


def test_schools_are_imported(run_import):
    said, complained, error = run_import(GOOD, OTHER)
    assert ("2 added, 0 changed, 0 unchanged, 0 bad." in said, complained, error) == (True, "", "")
    one = School.objects.get(register_number="T-1")
    assert [getattr(one, name) for name in COLUMNS] == [
        "T-1",
        "OŠ Črni Vrh",
        "primary",
        "Vrh 1",
        "5274",
        "Črni Vrh",
        "Idrija",
        "goriska",
        "os@example.org",
    ]
    assert one.is_active


def test_importing_again_changes_nothing_and_adds_nothing(run_import):
    run_import(GOOD, OTHER)
    before = list(School.objects.values())
    said, _complained, _error = run_import(GOOD, OTHER)
    assert "0 added, 0 changed, 2 unchanged" in said
    assert list(School.objects.values()) == before


def test_a_school_is_known_by_its_number(run_import):
    run_import(GOOD, OTHER)
    School.objects.filter(register_number="T-1").update(is_active=False)
    said, _complained, _error = run_import(GOOD.replace("OŠ Črni Vrh", "OŠ Beli Vrh"), OTHER)
    assert "0 added, 1 changed, 1 unchanged" in said
    one = School.objects.get(register_number="T-1")
    assert (one.name, one.search_text, one.is_active) == ("OŠ Beli Vrh", "os beli vrh crni vrh", False)


def test_an_empty_cell_keeps_what_a_coordinator_wrote(run_import):
    run_import(OTHER)
    School.objects.update(email="tajnistvo@example.org")
    said, _complained, _error = run_import(OTHER)
    assert "1 unchanged" in said
    assert School.objects.get().email == "tajnistvo@example.org"


@pytest.mark.parametrize(
    "encode",
    [
        lambda text: codecs.BOM_UTF8 + text.encode(),
        lambda text: text.replace(",", ";").encode(),
        lambda text: codecs.BOM_UTF8 + text.replace(",", ";").encode(),
        lambda text: text.replace("\r\n", "\n").rstrip().encode(),
    ],
    ids=["mark", "semicolons", "mark and semicolons", "Unix lines"],
)
def test_files_of_every_spreadsheet_are_read(run_import, encode):
    said, _complained, error = run_import(GOOD, OTHER, encode=encode)
    assert "2 added" in said and not error
    assert School.objects.filter(register_number="T-1", name="OŠ Črni Vrh").exists()


def test_columns_may_be_in_any_order_and_others_are_ignored(run_import):
    heading = "Region,school year,TOWN,name,type,register_number,address,postcode,municipality,email"
    said, _complained, _error = run_import("Goriška,2026,Idrija,OŠ Idrija,primary,T-3,,,,", heading=heading)
    assert "1 added" in said
    assert School.objects.get().town == "Idrija"


@pytest.mark.parametrize("region", ["obalno_kraska", "Obalno-kraška", "OBALNO–KRAŠKA", "obalno kraska"])
@pytest.mark.parametrize("kind", ["primary", "osnovna šola", "Primary school"])
def test_region_and_type_are_known_by_code_and_by_name(run_import, region, kind):
    run_import(f"T-4,OŠ Koper,{kind},,,Koper,,{region},")
    assert (School.objects.get().type, School.objects.get().region) == ("primary", "obalno_kraska")


def test_each_bad_row_is_named_and_the_others_are_imported(run_import):
    said, complained, error = run_import(
        GOOD,
        "T-5,OŠ Mars,primary,,,Mars,,Marsovska,",
        "",
        "T-6,,kindergarten,,,Kranj,,Gorenjska,not an address",
        "T-1,OŠ Dvojnica,primary,,,Kranj,,Gorenjska,",
        ",OŠ Brez številke,primary,,,Kranj,,Gorenjska,",
        f"T-7,{'x' * 201},primary,,,Kranj,,Gorenjska,",
        "T-8,OŠ \0,primary,,,Kranj,,Gorenjska,",
        "T-9,OŠ Prekratka",
        ",,,,,,,,",
        OTHER,
    )
    lines = complained.splitlines()
    starts = [
        "row 3: region: ",
        "row 5: ",
        "row 6: register_number: T-1 is already in row 2.",
        "row 7: register_number: the number is missing.",
        "row 8: name: ",
        "row 9: name: ",
        "row 10: ",
    ]
    assert len(lines) == len(starts)
    assert all(line.startswith(start) for line, start in zip(lines, starts, strict=True))
    assert "Marsovska" in lines[0]
    assert all(f"{name}: " in lines[1] for name in ("name", "type", "email"))
    assert "2 added, 0 changed, 0 unchanged, 7 bad." in said
    assert error == "Rows that were not imported: 7."
    assert set(School.objects.values_list("register_number", flat=True)) == {"T-1", "T-2"}


def test_a_bad_row_leaves_the_school_it_names_as_it_was(run_import):
    run_import(GOOD)
    run_import(GOOD.replace("OŠ Črni Vrh", "OŠ Beli Vrh").replace("Goriška", "Marsovska"))
    assert School.objects.get().name == "OŠ Črni Vrh"


def test_dry_run_says_the_same_and_stores_nothing(run_import):
    run_import(GOOD)
    said, complained, error = run_import(
        GOOD.replace("Vrh 1", "Vrh 9"), OTHER, "T-5,OŠ Mars,primary,,,Mars,,Marsovska,", dry_run=True
    )
    assert "1 added, 1 changed, 0 unchanged, 1 bad." in said and "dry run" in said
    assert complained.startswith("row 4: region: ") and error
    assert School.objects.get().address == "Vrh 1"


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"heading": "register_number,name,type"}, "Columns are missing from the heading: address, postcode"),
        ({"heading": f"{HEADING},name"}, "Columns are in the heading twice: name."),
        ({"encode": lambda text: text.encode("cp1250")}, "not in UTF-8"),
        ({"encode": lambda text: b""}, "is empty"),
        ({"encode": lambda text: text.encode() + b'"' + b"x" * 200_000}, "is not a CSV file, near line"),
    ],
)
def test_a_file_that_cannot_be_read_says_why_and_imports_nothing(run_import, options, message):
    _said, _complained, error = run_import(GOOD, **options)
    assert message in error
    assert not School.objects.exists()


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CommandError, match=r"nowhere\.csv cannot be read"):
        call_command("import_schools", tmp_path / "nowhere.csv")


def test_the_sample_file_is_imported():
    said = StringIO()
    call_command("import_schools", ROOT / "docs" / "schools-sample.csv", stdout=said)
    assert "6 added, 0 changed, 0 unchanged, 0 bad." in said.getvalue()
    assert all("(primer)" in one.name for one in School.objects.all())


@pytest.fixture
def suggest(client):
    with translation.override("sl"):
        address = reverse("workshops:schools")

    def search(text: str):
        return client.get(address, {"q": text})

    return search


@pytest.mark.parametrize("text", ["crni", "ČRNI", "čr", "vrh", "  os   crni ", "vrh idrija", "idri", "Črni Vrh"])
def test_schools_are_suggested_by_name_and_town_without_diacritics(suggest, text):
    school(town="Idrija", email="os@example.org", register_number="T-1")
    school("Gimnazija Žalec", "Žalec")
    assert suggest(text).json() == [{"name": "OŠ Črni Vrh", "town": "Idrija", "type": "primary"}]


def test_names_that_begin_with_the_text_come_first_and_at_most_eight_come(suggest):
    for number in range(9):
        school(f"OŠ Podlipa {number}", "Podlipa")
    school("Lipa", "Kranj")
    school("OŠ Lipa", "Kranj")
    names = [one["name"] for one in suggest("lipa").json()]
    assert names[:3] == ["Lipa", "OŠ Lipa", "OŠ Podlipa 0"]
    assert len(names) == 8


def test_inactive_schools_are_not_suggested(suggest):
    school(is_active=False)
    assert suggest("crni").json() == []


@pytest.mark.parametrize(
    "text", ["", " ", "č", " v ", "\x00\x00", "crni\x00", "x" * 50_000, "%%", "__", "\\\\", "'\"", "\u0301" * 3, "´´"]
)
def test_unusable_input_gets_no_suggestions_and_never_a_500(suggest, text):
    school()
    response = suggest(text)
    assert (response.status_code, response.json()) == (200, [])


@pytest.mark.parametrize("query", ["", "?q=%ff%fe", "?q[]=crni", "?q=c&q=", "?Q=crni"])
def test_a_missing_or_broken_parameter_gets_no_suggestions(client, query):
    school()
    with translation.override("uk"):
        address = reverse("workshops:schools")
    response = client.get(address + query)
    assert (response.status_code, response.json()) == (200, [])


def test_suggestions_are_private_set_no_cookie_and_take_one_query(suggest, client, django_assert_num_queries):
    school()
    # Which languages are on is remembered for a second.
    reading_languages()
    with django_assert_num_queries(1):
        response = suggest("crni")
    assert "private" in response["Cache-Control"]
    assert response["Content-Type"] == "application/json"
    assert not response.cookies
    assert client.post(response.request["PATH_INFO"], {"q": "crni"}).status_code == 405


def test_form_names_the_address_of_the_suggestions(client):
    html = client.get("/uk/zamovlennia/").content.decode()
    with translation.override("uk"):
        assert f'data-schools-url="{reverse("workshops:schools")}"' in html
    assert "js/school-suggestions.js" in html


@pytest.mark.parametrize(
    ("text", "folded"), [("OŠ  Črni Vrh ", "os crni vrh"), ("Đorđe", "dorde"), ("Straße", "strasse"), ("´", "")]
)
def test_text_is_folded(text, folded):
    assert fold(text) == folded


def test_saving_one_field_keeps_the_search_text_right():
    one = school()
    one.name = "OŠ Žiri"
    one.save(update_fields=["name"])
    one.refresh_from_db()
    assert one.search_text == "os ziri crni vrh"


def test_schools_without_a_number_do_not_clash():
    assert {school(register_number="").register_number, school(register_number=None).register_number} == {None}


def test_merging_moves_bookings_takes_over_what_was_missing_and_deletes_the_duplicate():
    by = User.objects.create_user("koordinatorka")
    keep, duplicate = school(), school("OŠ Crni vrh", register_number="T-1", email="os@example.org", address="Vrh 1")
    keep.address = "Vrh 2"
    keep.save()
    moved, own, foreign = booking(school=duplicate), booking(school=keep), booking()
    assert merge_schools(keep=keep, duplicate=duplicate, by=by) == keep
    assert set(keep.bookings.all()) == {moved, own}
    assert Booking.objects.get(pk=foreign.pk).school is None
    kept = School.objects.get()
    assert (kept.name, kept.register_number, kept.email, kept.address) == (
        "OŠ Črni Vrh",
        "T-1",
        "os@example.org",
        "Vrh 2",
    )
    entry = ModelLogEntry.objects.for_instance(kept).get()
    assert (entry.user, entry.data["merged"]["bookings"]) == (by, 1)


def test_merging_two_numbered_schools_keeps_the_number_of_the_kept_one():
    keep, duplicate = school(register_number="T-1"), school(register_number="T-2")
    merge_schools(keep=keep, duplicate=duplicate, by=None)
    assert School.objects.get().register_number == "T-1"


def test_a_school_is_not_merged_with_itself_or_with_one_that_is_gone():
    keep, gone = school(), school()
    one = booking(school=keep)
    with pytest.raises(ValidationError):
        merge_schools(keep=keep, duplicate=keep, by=None)
    School.objects.filter(pk=gone.pk).delete()
    with pytest.raises(ValidationError):
        merge_schools(keep=keep, duplicate=gone, by=None)
    one.refresh_from_db()
    assert one.school == keep


def test_a_merge_that_fails_changes_nothing(monkeypatch):
    keep, duplicate = school(), school()
    one = booking(school=duplicate)

    def fail(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr(School, "save", fail)
    with pytest.raises(RuntimeError):
        merge_schools(keep=keep, duplicate=duplicate, by=None)
    one.refresh_from_db()
    assert one.school == duplicate
    assert School.objects.count() == 2


def test_schools_are_listed_searched_and_filtered_in_the_cms(admin_client):
    school()
    school("Gimnazija Žalec", "Žalec", type="secondary", region="savinjska")
    for parameters in ({"q": "zalec"}, {"q": "Žalec"}, {"type": "secondary"}, {"region": "savinjska"}):
        html = admin_client.get("/admin/schools/", parameters).content.decode()
        assert "Gimnazija Žalec" in html and "OŠ Črni Vrh" not in html
    assert admin_client.get("/admin/schools/", {"export": "csv"}).status_code == 200


def test_a_school_is_added_by_hand_without_a_number(admin_client):
    answers = {"name": "OŠ Nova", "type": "primary", "town": "Kranj", "region": "gorenjska", "is_active": "on"}
    assert admin_client.get("/admin/schools/new/").status_code == 200
    assert admin_client.post("/admin/schools/new/", answers).status_code == 302
    assert School.objects.get().register_number is None
