"""Names of alliances in a sentence, and the bare concept told from them.

A name ends in 联盟, 联合体 or a kin and must have something specific before the words that every alliance has:
产业技术创新战略联盟 alone is the concept. Whether 联盟 here means an innovation alliance at all (and not airlines,
states or a theory) is asked of the whole text in `coreference.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.later import later
from ingest.marks import Mark
from ingest.words.lexicon import Lexicon
from ingest.words.names import inside_latin
from ingest.words.tokens import DELIMITERS, Tokens, Words

# The words that alliances share; what stands before them must name the field.
_COMMON = later(
    r"^(?:[\u4e00-\u9fff]{1,10}?(?:部|委|厅|局)(?=(?:年度|第|首|公布|认定|批准|确定|试点|重点|支持)))?(?:[\u4e00-\u9fff]{2,3}[省市])?"
    r"(?:年度|国家级|国家|中国|我国|全国|省级?|市级?|区域|重点|试点|各类|多个|有关|相关|新型|首批|首个|首家|第一家|一家|唯一|我省|我市|本省|本市|我区|全区|一批|第[一二三四五]批|跨区域|跨行业|龙头|企业|高校|院所|(?:任务|体系|领军|引领|平台|攻关|协同|紧密|松散|综合)型)*"
    r"(?:产学研用?(?:结合)?(?:合作)?|产业|行业|企业|技术|科技|创新|战略|战略性|协同|合作|研究|研发|联合|发展|的|性|与|和|·|“|”|,)*$"
)
_END = later(r"(?:创新联合体|联合体|联盟|同盟|創新聯合體)(?![\u4e00-\u9fff]*?(?:杯赛))")
_MAY_END = later(r"联盟|同盟|联合体|聯合體")
_FORMAL = later(r"(?:产业|技术|创新|科技|研发|战略|产学研|标准|专利)")
_THEORY = later(
    r"^(?:战略|企业战略|动态|知识|学习型|股权|非股权|供应链|品牌|营销|竞争|国际战略|虚拟|R&D|研发|横向|纵向|混合|实体|水平|垂直)联盟$"
    r"|^[\u4e00-\u9fff]{1,4}[式型]的?(?:企业|战略|产业|技术)*联盟$"
)
_FOREIGN = later(
    r"(?:星空|天合|寰宇一家|航空|欧洲|欧|非洲|阿拉伯国家|东南亚国家|东盟|关税|军事|政治|反法西斯|足球|篮球|电竞|电子竞技|英雄|部落|高校|大学|九校|名校|C9|媒体"
    r"|粉丝|骑士|复仇者|保护动物|妇女|消费者|职业|球员|体育|羽毛球|乒乓球|围棋|国际象棋|货币|神圣|三国|抗日|左翼作家)(?:战略)?联盟$"
)
# A verb whose object is 联盟 itself: 领导小组指导联盟.
_VERB = later(
    r"(?:指导|推进|促进|发起|组织|支持|领导|管理|推动|参与|带动|祝贺?|让|使|概括|祝愿)(?:该|本)?(?:联盟|联合体)$"
)
_BOUNDARY_VERBS = frozenset({"建设", "构建", "共建", "建成", "合作", "联合", "企业", "发布", "运行", "促进", "开展", "加快", "组织", "指导", "服务", "批", "首批", "国内", "我国", "我省", "我市", "全省", "全市", "首个", "第一个", "一个", "名为", "叫做", "两个", "三个", "四个", "几个", "多个", "试点", "所在", "推荐", "申报", "确定", "公布", "新", "另", "又", "全国首个", "申请", "聚焦", "创立", "新建", "发展", "决定", "选择", "拟", "同意", "批准", "年度", "省级", "市级"})  # fmt: skip
_CONJUNCTIONS = frozenset("和与及、")
_SHARED = later(
    r"(?P<items>(?:[^、，。；：\s]{2,24}、)+[^、，。；：\s]{2,14}?)等[0-9一二三四五六七八九十两]+(?:家|个)(?:试点)?(?P<ending>(?:产业)?(?:技术创新|创新)?(?:战略)?联盟)"
)
_REGION = later(r"^[\u4e00-\u9fff]{2,3}(?:省|市|自治区|自治州)")
# A branch is an alliance of its own: …联盟西南分会.
_BRANCH = later(r"[\u4e00-\u9fff]{2,6}?分(?:会|联盟)")
# What an alliance keeps is a unit and not the alliance: …联盟服务中心.
_HOUSE = later(r"(?:服务|促进|发展|培训|研究)中心")
_LONGEST = 45


@dataclass(frozen=True)
class AllianceFinder:
    """Finds alliances and concepts in the words of one sentence."""

    lexicon: Lexicon
    words: Words

    def find(self, tokens: Tokens, known: Sequence[tuple[int, int, str]]) -> list[Mark]:
        """Marks with label Alliance, or Concept for the bare notion (without specific words before it); `known` = the
        names of the tables in the text."""
        marks = [
            Mark(start, end, "Alliance", name, "", "table", "high")
            for start, end, name in known
            if self.lexicon.is_alliance(name) and not inside_latin(tokens.text, start, end)
        ]
        if not _MAY_END.search(tokens.text):
            return marks
        taken = {mark.end for mark in marks}
        ends: set[int] = set(taken)
        for match in _END.finditer(tokens.text):
            mark = self._mark(tokens, match.end(), ends)
            if mark is not None:
                marks.append(mark)
                ends.add(mark.end)
        shared = self._shared(tokens) if "等" in tokens.text and "、" in tokens.text else []
        return _longest([*marks, *shared])

    def _shared(self, tokens: Tokens) -> list[Mark]:
        """水泵、轴承、阀门等3家产业技术创新战略联盟: each item with the ending that they share."""
        marks: list[Mark] = []
        for match in _SHARED.finditer(tokens.text):
            start = match.start("items")
            for index, word in enumerate(tokens.words):
                offset = tokens.starts[index]
                if (
                    start <= offset < match.end("items")
                    and "、" not in match[0][: offset - match.start()]
                    and word in self.words.hard
                ):
                    start = offset + len(word)
            position = start
            for item in tokens.text[start : match.end("items")].split("、"):
                if item and item not in self.words.generic:
                    name = item if item.endswith("联盟") else item + match["ending"]
                    marks.append(Mark(position, position + len(item), "Alliance", name, "", "list", "high"))
                position += len(item) + 1
        return marks

    def _mark(self, tokens: Tokens, end: int, ends: set[int]) -> Mark | None:
        text = tokens.text
        quoted = _quoted(text, end)
        start = quoted if quoted is not None else self._left(tokens, end, ends)
        if start >= end:
            return None
        name = text[start:end]
        stem = re.sub(r"(?:创新联合体|联合体|联盟|同盟)$", "", name)
        branch = _BRANCH.match(text, end)
        if _HOUSE.match(text, end):
            return None
        if _FOREIGN.search(name) or _VERB.search(name) or len(name) > _LONGEST:
            return None
        # 江海省产业技术创新战略联盟 says whose alliances, not which one.
        region = _REGION.match(stem)
        if region is not None and not _COMMON.sub("", stem[region.end() :]):
            start += region.end()
            name, stem = name[region.end() :], stem[region.end() :]
        if not _COMMON.sub("", stem) or _THEORY.match(name):
            concept = bool(_FORMAL.search(stem)) and len(name) >= 4
            return Mark(start, end, "Concept", name, "", "name", "medium") if concept else None
        if branch is not None:
            end = branch.end()
            name = text[start:end]
        formal = bool(_FORMAL.search(name))
        return Mark(
            start, end, "Alliance", name, "", "quote" if quoted is not None else "name", "high" if formal else "low"
        )

    def _left(self, tokens: Tokens, end: int, ends: set[int]) -> int:
        text = tokens.text
        index = next(i for i, offset in enumerate(tokens.starts) if offset >= end)
        start, depth = end, 0
        for position in range(index - 1, -1, -1):
            word, word_start = tokens.words[position], tokens.starts[position]
            if word == ")":
                depth += 1
            elif word == "(":
                depth -= 1
                if depth < 0:
                    break
            elif (
                word[0] in DELIMITERS
                or (depth == 0 and start < end and (word in self.words.hard or tokens.counts(position, self.words)))
                or (word in _CONJUNCTIONS and (word_start in ends or text[:word_start].endswith(("联盟", "联合体"))))
            ):
                break
            start = word_start
        if depth > 0:
            start = text.index(")", start) + 1
        return self._strip(tokens, max(start, tokens.opens) if end > tokens.opens else start, end)

    def _strip(self, tokens: Tokens, start: int, end: int) -> int:
        index = tokens.at(start)
        while index is not None and index < len(tokens.words) and tokens.starts[index + 1] < end:
            word = tokens.words[index]
            if (
                word not in self.words.lead
                and word not in _BOUNDARY_VERBS
                and word not in _CONJUNCTIONS
                and not word.isdigit()
            ):
                break
            index += 1
            start = tokens.starts[index]
        return start


def _quoted(text: str, end: int) -> int | None:
    """Start of a name that stands whole in quotes: “…联盟”."""
    if text[end : end + 1] not in ("”", '"', "’", "》"):
        return None
    opening = max(text.rfind("“", 0, end), text.rfind('"', 0, end), text.rfind("‘", 0, end), text.rfind("《", 0, end))
    if opening < 0 or re.search(r"[。，；”]", text[opening + 1 : end]):
        return None
    return opening + 1


def _longest(marks: list[Mark]) -> list[Mark]:
    kept: list[Mark] = []
    for mark in sorted(marks, key=lambda m: (m.start - m.end, m.start, m.how != "table")):
        if all(mark.end <= other.start or other.end <= mark.start for other in kept):
            kept.append(mark)
    return sorted(kept, key=lambda m: m.start)
