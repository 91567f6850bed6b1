"""Numbers in both scripts, mixed and vague; a number written in Chinese reads back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.values.numerals import Numeral, arabic_value, chinese_value, find_numerals, multiplier

DIGITS = "零一二三四五六七八九"


def written_in_chinese(number: int) -> str:
    """The standard way of writing a number below 10^16, worked out here independently of the reader."""
    if number == 0:
        return "零"
    parts: list[str] = []
    gap = False
    for big, name in ((10**12, "万亿"), (10**8, "亿"), (10**4, "万"), (1, "")):
        section = number // big % 10**4
        if big == 10**12:
            section = number // big
        if section == 0:
            gap = bool(parts)
            continue
        text = _section(section)
        if parts and (gap or section < 1000):
            text = "零" + text
        # 三万亿五千亿 is said 三万五千亿: the 亿 is named once.
        if name == "万亿" and number // 10**8 % 10**4:
            name = "万"
        parts.append(text + name)
        gap = False
    return "".join(parts)


def _section(number: int) -> str:
    text, gap = "", False
    for step, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // step % 10
        if digit == 0:
            gap = bool(text)
            continue
        text += ("零" if gap else "") + DIGITS[digit] + name
        gap = False
    return text


def only(text: str) -> Numeral:
    found = list(find_numerals(text))
    assert len(found) == 1, found
    assert (found[0].start, found[0].end) == (0, len(text)), found
    return found[0]


@given(st.integers(0, 10**16 - 1))
def test_a_number_written_in_chinese_reads_back(number: int) -> None:
    assert chinese_value(written_in_chinese(number)) == number


@given(st.integers(0, 9999), st.text("零一二三四五六七八九", min_size=1, max_size=4))
def test_a_decimal_written_in_chinese_reads_back(whole: int, decimals: str) -> None:
    expected = float(f"{whole}." + "".join(str(DIGITS.index(char)) for char in decimals))
    assert chinese_value(written_in_chinese(whole) + "点" + decimals) == expected


@given(st.integers(1000, 2999))
def test_a_year_spelled_digit_by_digit_reads_back(year: int) -> None:
    for zero in "〇零○":
        assert chinese_value("".join(zero if c == "0" else DIGITS[int(c)] for c in str(year))) == year


@given(st.integers(0, 10**12))
def test_digits_of_either_width_with_or_without_commas_read_back(number: int) -> None:
    wide = str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert arabic_value(str(number)) == arabic_value(wide) == arabic_value(f"{number:,}") == number


@pytest.mark.parametrize(
    ("text", "value", "magnitude", "comparator"),
    [
        ("5500", 5500, "", None),
        ("５５００", 5500, "", None),
        ("1,500", 1500, "", None),
        ("3.5万", 3.5, "万", None),
        ("1500余", 1500, "", ">"),
        ("30多亿", 30, "亿", ">"),
        ("800多亿", 800, "亿", ">"),
        ("1万余", 1, "万", ">"),
        ("3亿多", 3, "亿", ">"),
        ("2万亿", 2, "万亿", None),
        ("三十余", 30, "", ">"),
        ("十几", 10, "", ">"),
        ("二十多万", 20, "万", ">"),
        ("十八", 18, "", None),
        ("廿八", 28, "", None),
        ("两百", 200, "", None),
        ("两千零二十", 2020, "", None),
        ("一百五", 150, "", None),
        ("三万五", 35000, "", None),
        ("三亿五千万", 350000000, "", None),
        ("〇.〇三", 0.03, "", None),
        ("零点零三", 0.03, "", None),
        ("数十", 10, "", ">"),
        ("几百", 100, "", ">"),
        ("上百", 100, "", ">="),
        ("成千", 1000, "", ">="),
        ("几十亿", 10, "亿", ">"),
        ("三十億", 30, "亿", None),
        ("壹佰贰拾", 120, "", None),
    ],
)
def test_forms(text: str, value: float, magnitude: str, comparator: str | None) -> None:
    found = only(text)
    assert (found.value, found.magnitude, found.comparator, found.bare) == (value, magnitude, comparator, False)


@pytest.mark.parametrize(("text", "total"), [("百亿", 10**10), ("亿", 10**8), ("千万", 10**7), ("百", 100)])
def test_a_magnitude_alone_is_bare(text: str, total: int) -> None:
    found = only(text)
    assert found.bare
    assert found.total == total


@pytest.mark.parametrize(
    ("text", "low", "high"), [("七八", 7, 8), ("三五", 3, 5), ("三四十", 30, 40), ("五六百", 500, 600)]
)
def test_neighbouring_digits_are_a_range(text: str, low: int, high: int) -> None:
    assert (only(text).value, only(text).value_max) == (low, high)


@pytest.mark.parametrize("text", ["十二五", "百十千", "007", "五三", "9" * 40, "一" * 40, "两五八", "上海", "数据"])
def test_what_is_no_number(text: str) -> None:
    assert list(find_numerals(text)) == []


def test_the_thousand_of_a_unit_is_not_read_as_a_number() -> None:
    assert [found.total for found in find_numerals("380千瓦和五百千克和1500万千瓦")] == [380, 500, 15000000]


def test_multiplier() -> None:
    assert multiplier("") == 1
    assert multiplier("百万") == 10**6
    assert multiplier("万亿") == 10**12


MARKS = "0123456789０９,，.．点十百千万亿余多几数上成〇零一二两廿瓦"


@given(st.text(st.one_of(st.sampled_from(MARKS), st.characters())))
def test_any_text_is_safe_and_spans_are_ordered(text: str) -> None:
    position = 0
    for found in find_numerals(text):
        assert position <= found.start < found.end <= len(text)
        position = found.end


@pytest.mark.parametrize("piece", ["1,", "一", "万亿", "9", "1.", "数百", "十点", "1,111"])
def test_work_grows_with_the_length_only(piece: str) -> None:
    # A pattern that backtracked would not come back from this.
    assert len(list(find_numerals(piece * 50_000 + "x"))) <= len(piece) * 50_000
