"""Months and small numbers as words, by the beginnings of their forms: what a figure may be in another language."""

import re

# January to December; a form begins with one of the alternatives and is as long as a month can be.
MONTHS = {
    "sl": "januar februar marec|marc april maj junij julij avgust september|septembr oktober|oktobr november|novembr "
    "december|decembr",
    "en": "january|jan february|feb march|mar april|apr may june|jun july|jul august|aug september|sept|sep "
    "october|oct november|nov december|dec",
    "sr-latn": "januar februar mart april maj jun jul avgust septembar|septembr oktobar|oktobr novembar|novembr "
    "decembar|decembr",
    "uk": "січен|січн лют березен|березн квітен|квітн травен|травн червен|червн липен|липн серпен|серпн "
    "вересен|вересн жовтен|жовтн листопад груден|грудн",
}
# 0 to 12. A trailing "!" means that the form stands for itself; others are beginnings.
NUMBERS = {
    "sl": "nič!|nobe en!|ena!|eno!|ene!|enega!|enem!|enim!|eni!|prv|enkrat dv!|dve!|dva!|dveh!|dvema!|"
    "dvakrat|oba!|obe!|obeh!|obema! tri!|trije!|treh!|trem!|tremi!|tretj|trikrat štir|četrt pet!|petih!|"
    "petim!|petimi!|peti!|peta!|petega!|petem!|petkrat šest sedem|sedm osem|osm devet deset enajst dvanajst",
    "en": "no!|zero|none one!|once!|first|single|an!|a! two|twice|second|both|couple|pair three|third|"
    "thrice four|quarter five|fift|fifth six seven eight nine|ninth ten!|tenth eleven twel",
    "sr-latn": "nijed|nul jedan|jedn|prv dva!|dve!|dvaju!|dvema!|dvaput|oba!|obe!|oboje tri!|treć|triput|"
    "troj četir|četvr|četvor pet!|peti!|peta!|petog!|petoj!|petor šest sedam|sedm osam|osm devet deset "
    "jedanaest dvanaest",
    "uk": "жод|нул один|одн|перш два!|дві!|двох!|двом!|двома!|двічі|обид|обоє!|обох! три!|трьо|трет|троє!|"
    "тричі чотир|четвер п’ять!|п’яти!|п’ятьо|п’ятий!|п’ята! шіст|шест сім!|семи!|сімох!|сьом вісім|восьм|"
    "восьми дев’ят десят одинадцят дванадцят",
}
# Other ways to say a number: “day and night” is 24 hours, “every day of the week” is seven.
IDIOMS = {
    ("sl", 24): "neprekinjeno|noč in dan|ves dan in vso noč",
    ("sl", 7): "vse dni v tednu|vsak dan",
    ("en", 24): "round the clock|day and night",
    ("en", 7): "every day|all week",
    ("sr-latn", 24): "danonoćno|neprekidno|dan i noć",
    ("sr-latn", 7): "svakog dana|svaki dan|svakodnevno",
    ("uk", 24): "цілодобово",
    ("uk", 7): "щодня|без вихідних",
}
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")


def _pattern(alternatives: str) -> re.Pattern:
    parts = [part[:-1] + "$" if part.endswith("!") else part for part in alternatives.split("|")]
    return re.compile("|".join(parts))


_MONTHS = {code: [_pattern(part) for part in words.split()] for code, words in MONTHS.items()}
_NUMBERS = {code: [_pattern(part) for part in words.split()] for code, words in NUMBERS.items()}
# Letters that may follow the beginning of a month's name.
_LONGEST_ENDING = 4


def month_of(word: str, code: str) -> int | None:
    """Return 1 to 12 for the name of a month in any form, else ``None``."""
    lower = word.lower()
    for number, pattern in enumerate(_MONTHS.get(code, []), start=1):
        match = pattern.match(lower)
        if match and len(lower) - match.end() <= _LONGEST_ENDING:
            return number
    return None


def is_spelled(number: int, text: str, code: str) -> bool:
    """Say whether a number up to twelve, or what stands for it, is among the words of a text."""
    if re.search(IDIOMS.get((code, number), "(?!)"), text, re.IGNORECASE):
        return True
    patterns = _NUMBERS.get(code, [])
    return number < len(patterns) and any(patterns[number].match(word.lower()) for word in WORD.findall(text))
