"""Tables, figures and charts."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from pages.charts import Chart, chart_of


class RowBlock(blocks.StructBlock):
    cells = blocks.ListBlock(blocks.CharBlock(label=_("cell"), required=False), label=_("cells"))


class TableBlock(blocks.StructBlock):
    """A table with a caption and a header row; the first cell of each row names it."""

    caption = blocks.CharBlock(label=_("caption"))
    header = blocks.ListBlock(blocks.CharBlock(label=_("column")), label=_("columns"))
    rows = blocks.ListBlock(RowBlock(), label=_("rows"))

    def clean(self, value):
        value = super().clean(value)
        columns = len(value["header"])
        if any(len(row["cells"]) != columns for row in value["rows"]):
            raise blocks.StructBlockValidationError(
                block_errors={"rows": ValidationError(_("Each row needs as many cells as there are columns."))}
            )
        return value

    class Meta:
        icon = "table"
        label = _("Table")
        description = _("A small table with a caption.")
        template = "blocks/table.html"
        group = _("Pictures and data")
        preview_value = {
            "caption": "Primer",
            "header": ["Leto", "Delavnice"],
            "rows": [{"cells": ["2019", "127"]}],
        }


class FigureBlock(blocks.StructBlock):
    """One number with the period it speaks of."""

    number = blocks.IntegerBlock(label=_("number"))
    prefix = blocks.CharBlock(label=_("words before the number"), required=False)
    label = blocks.CharBlock(label=_("what it counts"))
    as_of = blocks.CharBlock(label=_("period or date"), help_text=_("Each figure carries its date."))

    class Meta:
        icon = "order"
        label = _("Figure")
        template = "blocks/figure.html"
        description = _("One number with its date.")
        preview_value = {"number": 48011, "prefix": "", "label": "mladih na delavnicah", "as_of": "2002–2022"}


class FiguresBlock(blocks.StructBlock):
    """A row of numbers, each with its date."""

    title = blocks.CharBlock(label=_("title"), required=False)
    items = blocks.ListBlock(FigureBlock(), label=_("figures"))

    class Meta:
        icon = "order"
        label = _("Figures")
        description = _("Numbers that matter, each with its date.")
        template = "blocks/figures.html"
        group = _("Pictures and data")
        preview_value = {"title": "", "items": [FigureBlock._meta_class.preview_value]}


class YearBlock(blocks.StructBlock):
    year = blocks.IntegerBlock(label=_("year"), min_value=1990, max_value=2100)
    value_1 = blocks.IntegerBlock(label=_("first series"), min_value=0)
    value_2 = blocks.IntegerBlock(label=_("second series"), min_value=0, required=False)


class ChartBlock(blocks.StructBlock):
    """Figures per year as bars, in one or two series, with the same data as a table."""

    title = blocks.CharBlock(label=_("title"))
    description = blocks.TextBlock(label=_("what the chart shows, in one sentence"))
    series_1 = blocks.CharBlock(label=_("name of the first series"))
    series_2 = blocks.CharBlock(label=_("name of the second series"), required=False)
    rows = blocks.ListBlock(YearBlock(), label=_("years"))

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        chart: Chart = chart_of(value)
        return {**context, "chart": chart}

    class Meta:
        icon = "history"
        label = _("Chart")
        description = _("Figures per year as bars, with the same data as a table.")
        template = "blocks/chart.html"
        group = _("Pictures and data")
        preview_value = {
            "title": "Udeleženci",
            "description": "Primer.",
            "series_1": "skupaj",
            "series_2": "",
            "rows": [{"year": 2019, "value_1": 3}, {"year": 2020, "value_1": 5}],
        }
