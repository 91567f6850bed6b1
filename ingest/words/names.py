"""Names of organisations in a sentence: those of the tables, and unknown ones by their form.

An unknown name ends in a suffix (公司, 大学, 研究院 …) and reaches left to a delimiter or to a word that no name
contains. It must say something specific: 大型钢铁集团 and 科研院所 name nobody. Bare items of lists are left to
`enumerations.py`, alliances to `alliances.py`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from ingest.later import later
from ingest.marks import Mark
from ingest.words.associations import OF_ASSOCIATION
from ingest.words.glued import glued_at
from ingest.words.lexicon import Lexicon
from ingest.words.tokens import DELIMITERS, Tokens, Words

_LEGAL = later(r"(?:有限(?:责任)?公司|股份公司|总公司|集团公司|有限合伙|分公司)$")
_ALWAYS_ANCHORED = frozenset({"部", "局", "厅", "中心", "委员会", "学院", "学校", "党校", "实验室", "领导小组", "指导小组", "开发区", "产业园", "银行", "酒店", "股份", "控股", "医院", "厂", "司", "所", "院"})  # fmt: skip
_ANCHORS = ("中国", "国家", "中央", "全国", "中华", "中科院", "中国科学院", "教育部", "国务院", "华东", "华北", "华南", "华中", "东北", "西北", "西南", "中南", "东南", "日本", "美国", "德国", "英国", "法国", "韩国", "俄罗斯")  # fmt: skip
_FUNDED = frozenset("有自以为同从如于任本该日月年对经据到着让")
_OPENS_BRAND = frozenset("有同任本日月年")
_CONJUNCTIONS = frozenset("和与及")
_CAUTIOUS_LEADS = frozenset({"联合", "合作", "建设", "共建", "构建", "建成", "企业", "代表", "理事"})
# 甲公司牵头，联合乙公司…: here 联合 is what the leader does.
_LEADS = later(r"(?:牵头|领衔|倡议|提议)[，、]?并?$")
# Parts of legal forms between a stem and its ending.
_FORMS = frozenset({"(", ")", "有限", "责任", "股份", "集团", "有限责任", "科技", "总"})
_JOINED = later(r"[和与及](?=[\u4e00-\u9fff])")
_CHINESE = later(r"[\u4e00-\u9fff]")
_LATIN = later(r"[A-Za-z]")
_LATIN_OR_DIGIT = later(r"[A-Za-z0-9]")
_SHORT = 4
_REMEMBERED = 4096
# 科技部指导工信部: a verb between two bodies.
_BETWEEN = frozenset(["指导", "支持", "直属", "联合", "推荐", "委托", "会同"])
# 6家协会, 国家级重点实验室 and 现在公司 name nobody.
_NOBODY = later(
    r"(?:[0-9]+|[二两三四五六七八九十]+)(?:余|多)?[家个所]|(?:国家|省部?|市)级(?:重点)?(?:实验室|[\u4e00-\u9fff]{0,6}中心|企业)$|(?:[省市国]内|全[省市国])?[国省市家]{1,3}级(?:高新区|开发区|经开区|园区)$|(?:现在|如今|当时|这些)"
)
# 联合|某某市检测局
_OF_A_PLACE = later(r"[\u4e00-\u9fff]{2,3}[省市县](?=[\u4e00-\u9fff]{2})")
# 膜分离教育部重点实验室: whose key laboratory it is stands in its name.
_KEY_LABORATORY = later(
    r"[\u4e00-\u9fff]{4,}(?:教育部|农业(?:农村)?部|卫生部|水利部|交通运输部|自然资源部|国土资源部|工信部|林业局|林草局|中国科学院|省部共建)(?:国家)?重点实验室"
)
# 由甲牵头，联合|某某大学: who is joined to the one before.
_JOINS_THEM = later(r"(?:牵头|发起|领衔|依托|主导)[^。；]{0,8}[，并]$")
# 牵头单位(企业)某公司: a bracket in front is the label's.
_NOTED = later(r"\((?:企业|高校|院校|学校|院所|职业院校|园区|机构)[方类]?\)")
# 我公司 is whoever writes.
_SELF = later(r"[我你贵](?:国|省|市|区|县|校|院|所|司|厂|公司|集团|中心)")


@dataclass(frozen=True)
class _Candidate:
    start: int
    end: int
    suffix: str
    kind: str
    counted: bool


class OrganizationFinder:
    """Finds organisations in the words of one sentence."""

    def __init__(self, lexicon: Lexicon, words: Words) -> None:
        self._lexicon = lexicon
        self._words = words
        self._kinds = dict(lexicon.suffixes)
        longest_first = sorted(self._kinds, key=len, reverse=True)
        self._suffix = re.compile("|".join(map(re.escape, longest_first)))
        self.anchors = frozenset(_ANCHORS) | frozenset(lexicon.places)
        # The same names come again and again in a text.
        self.kind_of = lru_cache(maxsize=_REMEMBERED)(self._kind_of)
        self.kind_by_form = lru_cache(maxsize=_REMEMBERED)(self._kind_by_form)

    def find(self, tokens: Tokens, names: Sequence[tuple[int, int, str]]) -> list[Mark]:
        """Marks of organisations, the longest where they overlap, sorted by start; `names` = the names of the tables in
        the text."""
        known = list(self._known(tokens, names))
        spans = [(mark.start, mark.end) for mark in known]
        formed = [mark for mark in self._formed(tokens, spans) if mark is not None]
        return without_overlaps([*known, *formed])

    def _kind_of(self, name: str) -> str:
        """Kind key by the table, else by the suffix, else empty."""
        row = self._lexicon.organizations.get(name)
        if row is None:
            for alias in self._lexicon.aliases.get(name, ()):
                row = self._lexicon.organizations.get(alias.name)
        if row is not None:
            return row.kind
        return self.kind_by_form(name)

    def _kind_by_form(self, name: str) -> str:
        """Kind key by the suffix alone; a legal form in front of a bracket counts (…公司(北京))."""
        bare = re.sub(r"\([^()]*\)$", "", name) if name.endswith(")") else name
        if OF_ASSOCIATION.search(bare):
            return "association"
        if bare.endswith("公司") and re.search(r"(?:有限|股份|集团)(?:责任)?公司$|总公司$", bare):
            inner = re.sub(r"(?:股份|集团|科技)*(?:\(集团\))?(?:有限|股份)?(?:责任)?(?:集团)?(?:总)?公司$", "", bare)
            return "institute" if re.search(r"(?:研究院|研究所|设计院)$", inner) else "company"
        for length in range(min(len(bare), 6), 0, -1):
            kind = self._kinds.get(bare[-length:])
            if kind is not None:
                return kind
        # 招远矿业, 东方电气: a short name that ends in its trade is a company's.
        return self._lexicon.brands.get(bare[-2:], "") if 4 <= len(bare) <= 8 else ""

    def _known(self, tokens: Tokens, names: Sequence[tuple[int, int, str]]) -> Iterable[Mark]:
        for start, end, name in names:
            if self._lexicon.is_alliance(name) or inside_latin(tokens.text, start, end):
                continue
            if start and tokens.text[start - 1] in "各全" and name[0] in "省市县区":
                continue
            if not (tokens.is_boundary(start) and tokens.is_boundary(end)) and (
                len(name) < _SHORT or not self._kinds.get(name[-2:], self._kinds.get(name[-3:]))
            ):
                continue
            kind = self.kind_of(name)
            if len(name) < _SHORT and kind != "government" and not self._ends_well(tokens, end):
                continue
            yield Mark(start, end, "Organization", name, kind, "table", "high")

    def _ends_well(self, tokens: Tokens, end: int) -> bool:
        """Whether what follows a short name lets it be a name: 神华煤 is a coal, not the company."""
        index = tokens.at(end)
        if index is None:
            return False
        if index >= len(tokens.words):
            return True
        word = tokens.words[index]
        return (
            word[0] in DELIMITERS or word[0] in "()0123456789" or word in self._words.hard or word in self._words.lead
            or word in _CONJUNCTIONS or tokens.counts(index, self._words) or word[0] in "一二三四五六七八九十两几"
        )  # fmt: skip

    def _formed(self, tokens: Tokens, known: list[tuple[int, int]]) -> Iterable[Mark | None]:
        ends = {end for _, end in known}
        cuts = glued_at(tokens.text)
        for match in self._suffix.finditer(tokens.text):
            end = match.end()
            if tokens.text.endswith(("子公司", "母公司"), 0, end):
                continue
            if tokens.is_boundary(end) or tokens.text[end : end + 1] in DELIMITERS or end in cuts:
                candidate = self._candidate(tokens, match[0], end, ends, cuts)
                if candidate is not None:
                    ends.add(candidate.end)
                    yield self._mark(tokens, candidate, known, cuts)

    def _candidate(
        self, tokens: Tokens, suffix: str, end: int, ends: set[int], cuts: frozenset[int]
    ) -> _Candidate | None:
        text = tokens.text
        if text.startswith("(", end) and (closing := re.match(r"\((?:[\u4e00-\u9fff]{2,4})\)", text[end:])):
            inner = closing[0][1:-1]
            if inner in self.anchors or inner in ("集团", "中国", "控股", "华东"):
                end += closing.end()
        index = tokens.at(end)
        if index is None:
            index = next(i for i, start in enumerate(tokens.starts) if start >= end)
        start, counted, depth = end, False, 0
        for position in range(index - 1, -1, -1):
            word, word_start = tokens.words[position], tokens.starts[position]
            if word_start + len(word) in cuts and start < end:
                break
            if word == ")":
                depth += 1
            elif word == "(":
                depth -= 1
                if depth < 0:
                    break
            elif word[0] in DELIMITERS:
                break
            elif tokens.counts(position, self._words):
                counted = True
                break
            elif word in self._words.hard and depth == 0 and start < end:
                if not self._inside_brand(tokens, position):
                    break
            elif depth == 0 and self._joins(word, text, word_start, start, end, ends):
                break
            start = word_start
        if depth > 0:
            start = text.index(")", start) + 1
        start = self._strip(tokens, max(start, tokens.opens) if end > tokens.opens else start, end)
        kind = self.kind_by_form(text[start:end])
        return _Candidate(start, end, suffix, kind, counted) if end - start > len(suffix) else None

    def _joins(self, word: str, text: str, word_start: int, start: int, end: int, ends: set[int]) -> bool:
        """Whether a word behind one name joins the next to it: 甲大学和乙大学, 甲公司系乙集团的子公司, 联盟与企业."""
        if word in _CONJUNCTIONS:
            alliance = text.endswith(("联盟", "联合体"), 0, word_start)
            return word_start in ends or alliance or self._anchored(text[start:end])
        return word_start in ends and (
            word in self._words.lead or (word == "系" and text[word_start - 1] in "司团厂院所")
        )

    def _inside_brand(self, tokens: Tokens, position: int) -> bool:
        """Whether a word that else ends a name opens or continues a brand: 同方股份, 苏州绿的传动, 日本同和集团."""
        word, start = tokens.words[position], tokens.starts[position]
        text = tokens.text
        if word == "世纪":
            return text.endswith(("二十一", "21", "新"), 0, start)
        if len(word) > 1:
            return False
        item = max(text.rfind(mark, 0, start) for mark in "、，；：。|\n ") + 1
        lead = text[item:start]
        if not lead:
            return word in (_FUNDED if start and text[start - 1] == "、" else _OPENS_BRAND)
        place = next((n for n in range(min(4, len(lead)), 1, -1) if lead[:n] in self.anchors), 0)
        if word == "的":
            return bool(place) and 0 < len(lead) - place <= 2
        return word == "同" and place == len(lead)

    def _strip(self, tokens: Tokens, start: int, end: int) -> int:
        """Leaves out words in front that a name seldom begins with."""
        bracket = _NOTED.match(tokens.text, start, end)
        start = bracket.end() if bracket is not None else start
        index = tokens.at(start)
        while index is not None and index < len(tokens.words) and tokens.starts[index + 1] < end:
            word = tokens.words[index]
            following = tokens.text[tokens.starts[index + 1] : end]
            cautious = (
                word in _CAUTIOUS_LEADS
                and not self._anchored(following)
                and not self._knows(following)
                and not _OF_A_PLACE.match(following)
                and not (word == "联合" and _JOINS_THEM.search(tokens.text, 0, start))
                and not (word == "联合" and _LEADS.search(tokens.text, max(0, start - 6), start))
            )
            if word not in self._words.lead and word not in _CONJUNCTIONS:
                break
            if cautious:
                break
            index += 1
            start = tokens.starts[index]
        return start

    def _knows(self, name: str) -> bool:
        return name in self._lexicon.organizations or name in self._lexicon.aliases

    def _anchored(self, name: str) -> bool:
        return any(name[:length] in self.anchors for length in range(2, 8))

    def _mark(
        self, tokens: Tokens, candidate: _Candidate, known: list[tuple[int, int]], cuts: frozenset[int]
    ) -> Mark | None:
        start, end = candidate.start, candidate.end
        inner = [s for s, e in known if start < s and e == end and e - s >= _SHORT]
        if inner and tokens.text[start : min(inner)] not in self.anchors:
            return None
        behind = [s for s, e in known if e == end and s > start]
        front = next((e for s, e in known if s == start and e < end), None)
        if behind and front is not None and tokens.text[front : min(behind)] in _BETWEEN:
            return None
        joined = _JOINED.search(tokens.text[start:end])
        if joined and any(s == start and 1 < start + joined.start() - e <= 3 and e - s >= _SHORT for s, e in known):
            # 某大学张三和某公司: a unit with its person, joined to the next unit.
            start += joined.end()
            candidate = _Candidate(
                start, end, candidate.suffix, self.kind_by_form(tokens.text[start:end]), candidate.counted
            )
        name = tokens.text[start:end]
        leading = next((e for s, e in known if s == start and e < end), None)
        local = _is_local(candidate.kind, name) or (start in cuts and _OF_A_PLACE.match(name))
        anchored = self._anchored(name) or leading is not None or bool(local) or bool(_KEY_LABORATORY.fullmatch(name))
        if candidate.counted and not anchored:
            return None
        if not anchored and not self._is_specific(tokens, candidate):
            return None
        if end - start > 40 or _SELF.match(name) or _NOBODY.match(name) or not _CHINESE.search(name):
            return None
        grade = "high" if anchored or _LEGAL.search(name) else "medium"
        return Mark(start, end, "Organization", name, candidate.kind, "name", grade)  # type: ignore[arg-type]

    def _is_specific(self, tokens: Tokens, candidate: _Candidate) -> bool:
        if candidate.suffix in _ALWAYS_ANCHORED:
            return False
        first = tokens.at(candidate.start)
        if first is None:
            return False
        stem_end = candidate.end - len(candidate.suffix)
        last = bisect_left(tokens.starts, stem_end)
        # A dictionary word may hold the ending: 跨国公司.
        whole = [tokens.text[s : min(e, stem_end)] for s, e in pairwise(tokens.starts[first : last + 1])]
        stem = [word for word in whole if word not in _FORMS]
        if not stem or all(word in self._words.generic for word in stem):
            return False
        if _LEGAL.search(tokens.text[candidate.start : candidate.end]):
            return True
        # An unknown brand falls into single characters; a stem of common words alone describes.
        joined = any(word in _CONJUNCTIONS for word in stem)
        brand = len(stem[0]) == 1 or any(word not in self._words.generic for word in (stem[:1] if joined else stem))
        return brand and stem_end - candidate.start <= 12


def _is_local(kind: str, name: str) -> bool:
    """Whether it is a body of a province, city or county that no table holds: 省民政厅, 某某市科技局."""
    return kind == "government" and bool(re.match(r"[\u4e00-\u9fff]{0,4}?[省市县](?=[\u4e00-\u9fff]{2})", name))


def inside_latin(text: str, start: int, end: int) -> bool:
    """Whether Latin letters or digits go on beyond the span: SIA in ESIA."""
    before, behind = text[start - 1 : start] if start else "", text[end : end + 1]
    return bool(
        (_LATIN_OR_DIGIT.match(text[start]) and _LATIN_OR_DIGIT.match(before))
        or (_LATIN.match(text[end - 1]) and _LATIN.match(behind))
    )


def without_overlaps(marks: Iterable[Mark]) -> list[Mark]:
    """The longest of overlapping marks (the first of equals), sorted by start."""
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start - m.end, m.start)):
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda m: m.start)
