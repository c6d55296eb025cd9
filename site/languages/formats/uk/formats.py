"""Ukrainian dates: the month in the genitive, the word for year in its short form."""

DATE_FORMAT = "j E Y р."
SHORT_DATE_FORMAT = "d.m.Y"
SHORT_DATETIME_FORMAT = "d.m.Y, H:i"
DATETIME_FORMAT = "j E Y р., H:i"
YEAR_MONTH_FORMAT = "F Y р."
THOUSAND_SEPARATOR = "\xa0"
NUMBER_GROUPING = 3
