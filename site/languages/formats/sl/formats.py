"""Slovenian dates: the month of a full date stands in the genitive."""

DATE_FORMAT = "j. E Y"
YEAR_MONTH_FORMAT = "F Y"
THOUSAND_SEPARATOR = "."
NUMBER_GROUPING = 3
