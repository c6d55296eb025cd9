"""Tables as downloads."""

from django.http import HttpResponse

from workshops.reports.spreadsheets import csv_of

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMATS = ("xlsx", "csv", "sessions")


def download(*, table: dict, kind: str, name: str) -> HttpResponse:
    """Return a table as XLSX, as CSV, or its sessions as CSV, under a name of plain letters."""
    if kind == "xlsx":
        # Only here: what writes workbooks is large, and processes that serve readers never need it.
        from workshops.reports.workbooks import xlsx_of

        content, content_type, file_name = xlsx_of(table), XLSX_TYPE, f"{name}.xlsx"
    elif kind == "csv":
        content, content_type, file_name = csv_of(table), "text/csv; charset=utf-8", f"{name}.csv"
    else:
        content, content_type = csv_of(table["sessions"]), "text/csv; charset=utf-8"
        file_name = f"{name}-sessions.csv"
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{file_name}"'
    response["Cache-Control"] = "private, no-store"
    return response
