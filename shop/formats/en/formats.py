"""Django's own patterns, which its admin writes days and times by: the style of `shop.dates`, and a test says so."""

DATE_FORMAT = "F j, Y"
DATETIME_FORMAT = "F j, Y, g:i\N{NARROW NO-BREAK SPACE}A"
TIME_FORMAT = "g:i\N{NARROW NO-BREAK SPACE}A"
YEAR_MONTH_FORMAT = "F Y"
MONTH_DAY_FORMAT = "F j"
SHORT_DATE_FORMAT = DATE_FORMAT
SHORT_DATETIME_FORMAT = DATETIME_FORMAT
