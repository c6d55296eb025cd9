"""Exports of the CMS's own listings, made safe: what a school typed is text in every spreadsheet."""

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from workshops.reports.spreadsheets import plain, printable


class SafeExportMixin(SpreadsheetExportMixin):
    """Keeps cells of an index view's XLSX and CSV from becoming formulas, or from breaking the file."""

    def preprocess_field_value(self, field, value, export_format):
        cell = super().preprocess_field_value(field, value, export_format)
        return plain(cell) if export_format == self.FORMAT_CSV else printable(cell)
