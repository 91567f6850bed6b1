"""Calendar dates that the text gives itself, whole or damaged: 2007年6月10日, 2007.06.10, 二〇〇七年六月, 20141218日.

A damaged date whose digits can be cut in two ways (2010116日) stays empty and says so.
"""

import re

from graph.moment import Moment, interval, point
from ingest.later import later
from ingest.values.numerals import arabic_value, chinese_value

_D = "[0-9０-９]"
_YEAR = f"(?:[12１２]{_D}{{3}}|[一二][〇零○OoＯ一二三四五六七八九]{{3}})"
_SMALL = f"(?:{_D}{{1,2}}|[一二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_PART = (
    "(?:上半年|下半年|第?[一二三四1-4]季度|[一二三四]季度|年?(?:底|末|初)(?!步|期|级|始|衷|创|端|心|学|审)|年?(?:中期|前后)"
    "|(?:春|夏|秋|冬)(?:季|天)?(?![风耕节华]))"
)
_DASH = r"(?:-{1,2}|–|—{1,2}|－|~|～|∼|至|到)"

POINT = (
    rf"{_YEAR}\s?年\s?{_SMALL}\s?月(?:份)?\s?{_SMALL}\s?[日号](?:\s?{_DASH}\s?(?:{_SMALL}\s?月\s?)?{_SMALL}\s?[日号])?"
    rf"|{_YEAR}\s?年\s?{_SMALL}\s?(?:{_DASH}\s?{_SMALL}\s?)?月(?:份|[上中下]旬|初|底|末)?"
    rf"|{_YEAR}\s?年\s?{_D}{{3,4}}\s?[日号]"
    rf"|{_YEAR}\s?年?\s?{_DASH}\s?{_YEAR}\s?年(?:度|底|末)?"
    rf"|{_YEAR}\s?年(?:\s?度)?(?:\s?{_PART})?"
    rf"|{_YEAR}\s?(?:-|–|—{{1,2}}|~|～)\s?{_YEAR}(?!{_D})"
    rf"|(?:19|20){_D}{{2}}(?:[-./]{_D}{{1,2}}){{2}}(?![0-9.]|[日号]?{_D})[日号]?"
    rf"|(?:19|20){_D}{{2}}[-./](?:0[1-9]|1[0-2])(?![0-9.%A-Za-z万亿元吨米个家])"
    rf"|(?:19|20){_D}{{2}}\s{_D}{{1,2}}\s{_D}{{1,2}}\s?[日号]"
    rf"|(?:19|20){_D}{{3,6}}\s?[日号]"
    rf"|(?<=[(（])(?:19|20){_D}{{2}}(?=[)）,，])"
    rf"|[’'‘]?0{_D}\s?年(?:\s?{_SMALL}\s?月(?:\s?{_SMALL}\s?[日号])?)?"
)

_NUMBERS = later(f"{_D}+|[〇零○OoＯ一二三四五六七八九十]+")
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_LETTER_O = str.maketrans("OoＯ", "〇〇〇")


def read_point(written: str, following: str = "") -> tuple[Moment | None, str] | None:
    """The moment and a reason: "" for a whole date, "century assumed" for 07年, "ambiguous: …" with no moment.

    None where the characters are no date after all (a 13th month, a day in June the 31st).
    """
    try:
        return _read(written)
    except ValueError:
        return None


def _read(written: str) -> tuple[Moment | None, str] | None:
    quarter = re.search("第?([一二三四1-4])季度", written)
    if quarter:
        return _months(_year(written), 3 * _QUARTERS[quarter[1]] - 2, 3)
    if "半年" in written:
        return _months(_year(written), 1 if "上半年" in written else 7, 6)
    numbers = [_value(part) for part in _NUMBERS.findall(written)]
    digits = re.sub("[^0-9]", "", written.translate(str.maketrans("０１２３４５６７８９", "0123456789")))
    if re.match("[’'‘]?[0０]", written):
        return point(2000 + numbers[0], *numbers[1:]), "century assumed"
    joined = written[-1] in "日号" and "年" in written and len(numbers) == 2
    if len(numbers) >= 2 and 1000 <= numbers[1] <= 2999 and not joined:
        return interval(point(numbers[0]), point(numbers[1])), ""
    if joined or (len(numbers) == 1 and len(digits) > 4):
        return _without_separators(digits)
    year, *rest = numbers
    if re.search(_DASH, written) and "月" in written:
        return _interval(year, rest), ""
    return point(year, *rest), ""


def _interval(year: int, rest: list[int]) -> Moment:
    if len(rest) == 2:  # 2007年6-8月
        return interval(point(year, rest[0]), point(year, rest[1]))
    if len(rest) == 3:  # 2007年6月10日至12日
        return interval(point(year, rest[0], rest[1]), point(year, rest[0], rest[2]))
    return interval(point(year, rest[0], rest[1]), point(year, rest[2], rest[3]))


def _year(written: str) -> int:
    first = _NUMBERS.search(written)
    if first is None:
        raise ValueError(written)
    return _value(first[0])


def _months(year: int, first: int, count: int) -> tuple[Moment, str]:
    return interval(point(year, first), point(year, first + count - 1)), ""


def _without_separators(digits: str) -> tuple[Moment | None, str] | None:
    """20141218 can only be cut one way; 2010116 is the 16th of January or the 6th of November."""
    year, rest = int(digits[:4]), digits[4:]
    readings = []
    for cut in range(1, len(rest)):
        month, day = rest[:cut], rest[cut:]
        if (len(month) <= 2 and len(day) <= 2 and day[0] != "0") or (len(rest) == 4 and cut == 2):
            try:
                readings.append(point(year, int(month), int(day)))
            except ValueError:
                continue
    if not readings:
        return None
    if len(readings) > 1:
        return None, "ambiguous: " + " / ".join(moment.text for moment in readings)
    return readings[0], ""


def small_value(written: str) -> int:
    """A month or a day in digits of either kind. Raises ValueError for anything else."""
    return _value(written)


def _value(written: str) -> int:
    if written[0] in "0０" and len(written) == 2:
        return int(written)
    if written[0].isdigit() and written.isdecimal():
        value = arabic_value(written)
    else:
        value = chinese_value(written.translate(_LETTER_O))
    if not isinstance(value, int):
        raise ValueError(written)
    return value
