"""Serbian dates: a full stop also after the year."""

DATE_FORMAT = "j. F Y."
YEAR_MONTH_FORMAT = "F Y."
THOUSAND_SEPARATOR = "."
NUMBER_GROUPING = 3
