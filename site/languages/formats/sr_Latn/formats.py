"""Serbian dates: a full stop also after the year."""

DATE_FORMAT = "j. F Y."
SHORT_DATE_FORMAT = "j. n. Y."
SHORT_DATETIME_FORMAT = "j. n. Y., H:i"
DATETIME_FORMAT = "j. F Y., H:i"
YEAR_MONTH_FORMAT = "F Y."
THOUSAND_SEPARATOR = "."
NUMBER_GROUPING = 3
