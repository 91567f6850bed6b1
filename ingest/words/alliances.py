"""Names of alliances in a sentence, and the bare concept told from them.

A name ends in 联盟, 联合体, 产教融合共同体 or a kin and must have something specific before the words that every alliance has:
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
    r"(?:年度|国家级|国家|中国|我国|全国|省级?|市级?|自治区级?|区域|重点|试点|各类|多个|有关|相关|新型|首批|首个|首家|第一家|一家|唯一|我省|我市|本省|本市|我区|全区|全省|全市|一批|第[一二三四五六七八九十]批|跨区域|跨行业|龙头|企业|中央企业|央企|国有企业|民营企业|高校|院所|备案|市域|(?:任务|体系|领军|引领|平台|攻关|协同|紧密|松散|综合)型)*"
    r"(?:产学研用?(?:结合)?(?:合作)?|产教|融合|产业链?|行业|企业|技术|科技|创新|战略|战略性|新兴|协同|合作|研究|研发|联合|发展|的|性|与|和|·|“|”|,)*$"
)
_END = later(
    r"(?:创新联合体|联合体|联盟|同盟|創新聯合體|产教(?:融合)?(?:发展|创新)?共同体|创新共同体)(?![\u4e00-\u9fff]*?(?:杯赛))"
)
_MAY_END = later(r"联盟|同盟|联合体|聯合體|共同体")
_FORMAL = later(r"(?:产教|产业|技术|创新|科技|研发|战略|产学研|标准|专利)")
_THEORY = later(
    r"^(?:战略|企业战略|动态|知识|学习型|股权|非股权|供应链|品牌|营销|竞争|国际战略|虚拟|R&D|研发|横向|纵向|混合|实体|水平|垂直)联盟$"
    r"|^[\u4e00-\u9fff]{1,4}[式型]的?(?:企业|战略|产业|技术)*联盟$"
)
_FOREIGN = later(
    r"(?:星空|天合|寰宇一家|航空|欧洲|欧|非洲|阿拉伯国家|东南亚国家|东盟|关税|军事|政治|反法西斯|足球|篮球|电竞|电子竞技|英雄|部落|高校|大学|九校|名校|C9|媒体|飞翼|航翼|统一|民族|和平"
    r"|粉丝|骑士|复仇者|保护动物|妇女|消费者|职业|球员|体育|羽毛球|乒乓球|围棋|国际象棋|货币|神圣|三国|抗日|左翼作家)(?:战略)?联盟$"
)
# A verb whose object is 联盟 itself: 领导小组指导联盟.
_VERB = later(
    r"(?:指导|推进|促进|发起|组织|支持|领导|管理|推动|参与|带动|祝贺?|让|使|概括|祝愿)(?:该|本)?(?:联盟|联合体)$"
)
_BOUNDARY_VERBS = frozenset({"建设", "构建", "共建", "建成", "合作", "联合", "企业", "发布", "运行", "促进", "开展", "加快", "组织", "指导", "服务", "批", "首批", "国内", "我国", "我省", "我市", "全省", "全市", "首个", "第一个", "一个", "名为", "叫做", "两个", "三个", "四个", "几个", "多个", "试点", "所在", "推荐", "申报", "确定", "公布", "新", "另", "又", "全国首个", "申请", "聚焦", "创立", "新建", "发展", "决定", "选择", "任命", "聘请", "拟", "同意", "批准", "年度", "省级", "市级", "利用", "利用好", "用好", "好", "继"})  # fmt: skip
_CONJUNCTIONS = frozenset("和与及、")
# Words that end no other name, yet stand before an alliance's: 颁发|联盟证书, 甲委员会暨|某联盟成立大会.
# What is done with alliances, and the headings of their papers: 科技局开展|…联盟调研, 协议书范文|某联盟协议书.
_BREAKS = frozenset(["暨", "颁发", "授予", "见证", "宣告", "庆祝", "现状", "亮相", "意味着", "预示着", "现场", "开展", "收集", "汇总", "征集", "调研", "获批", "入选", "成功", "受邀", "应邀", "当选", "印发", "名称", "全称", "范文", "协议书", "章程", "简介", "宗旨", "原则"])  # fmt: skip
# 某研究院|共建|某联合体: what units do to found an alliance ends their names.
_FOUNDING = frozenset(["共建", "组建", "筹建", "创建", "创立", "成立", "设立", "发起", "牵头", "加入", "联合", "共同"])
# Behind these 与 and 和 join an alliance to a body: 市科技局|与|某联盟.
_BODY_END = later(
    r"(?:[厅局委部院所司]|公司|集团|大学|协会|学会|中心|政府|委员会|联合会|高校|院校|企业|(?:产业|软件|科技|工业|创意)园|园区|开发区|高新区)$"
)
# 和产业技术创新联盟: what follows the conjunction is the concept.
_CONCEPT_BEHIND = later(r"[和及与](?:产业)?技术创新(?:战略)?联盟$")
# Two or more of them have no common name: 5家长三角产业链联盟.
_SEVERAL = later(r"(?:[2-9]|[0-9]{2,}|[二两三四五六七八九十百多几余])(?:家|个|大)$")
# 科技部联盟试点工作 speaks of a ministry's work on alliances.
_OF_A_BODY = later(r"^[\u4e00-\u9fff]{0,6}(?:部|委|厅|局|办|省|市)(?:试点)?联盟$")
# 第一个石墨产业联盟 behind 是, or before a dash and the name itself, describes.
_ORDINAL = later(
    r"^(?:(?:中国|全国|我国|国内|全球|世界|我省|我市|全省|全市|[\u4e00-\u9fff]{2,3}[省市]))?(?:第[一二三四五六七八九十0-9]+|首)(?:家|个|批|支)(?:省级|市级|国家级)*"
)
_COPULA = later(r"(?:[是为]|成为)(?:了|又一)?$")
# 我国石墨产业联盟建设取得进展 speaks of all of them.
_ANYWHERE = later(r"(?:我国|国内|全国|各地|各省|各市|各省市|全省|全市|我省|我市|各类)$")
_GENERAL = later(r"的?(?:建设|发展(?!中心)|构建|组建工作|培育)(?![\u4e00-\u9fff]{0,3}(?:大会|峰会|论坛|年会))")
# Whose pilot it is: 国家科技部某联盟.
_MINISTRY = later(r"(?:国家)?(?:科技部|科学技术部|工信部|工业和信息化部|农业(?:农村)?部|教育部|(?:国家)?发改委)")
# What is the first of its trade: 某行业首个石墨产业联盟.
_FIRST = later(r"[\u4e00-\u9fff]{2,}首(?:个|家)")
# The verb 协同 ends a name, the notion within one does not: 某园区协同发展联盟.
_NOTION = later(r"协同(?:创新|发展|制造|攻关|产学研)")
# A place in brackets with whoever wrote: 本报讯(记者张三)某联盟.
_BYLINE = later(r"^.*\([^()]*(?:记者|通讯员|编辑|[摄图])[^()]*\)")
# 长三角科技创新共同体 is what regions plan together, and names no trade.
_PLANNED_TOGETHER = later(
    r"(?:[\u4e00-\u9fff]{2,4}[省市县区国])?(?:长三角|京津冀|粤港澳|大湾区|成渝|地区|双城经济圈|城市群|都市圈|科创走廊|长江|经济带|区域|国际|全球"
    r"|一体化|产业|科技|技术|协同|高质量|发展|合作|、|和|与)*创新共同体"
)
_SHARED_END = r"[0-9一二三四五六七八九十两]+(?:家|个)(?:试点)?(?P<ending>(?:产业链?)?(?:技术创新|创新)?(?:战略)?联盟)(?!(?:的)?(?:(?:副|常务)*理事长?|会员|成员|盟员|加盟)?(?:单位|企业|高校|会员|成员))"
_SHARED = later(rf"(?P<items>(?:[^、，。；：\s]{{2,24}}、)+[^、，。；：\s]{{2,14}}?)等?{_SHARED_END}")
# Lists are long and few end so: looking for the end first is cheap.
_ENDS_SHARED = later(_SHARED_END)
_REGION = later(r"^(?:[\u4e00-\u9fff]{2,3}(?:省|市|自治区|自治州)|长三角|京津冀|成渝(?:地区)?|粤港澳大湾区)")
# A branch is an alliance of its own: …联盟西南分会.
_BRANCH = later(r"[\u4e00-\u9fff]{2,6}?分(?:会|联盟)")
# What an alliance keeps is a unit and not the alliance: …联盟服务中心.
_HOUSE = later(r"(?:服务|促进|发展|培训|研究)中心|协进会|促进会|联合会(?!议)|协会")
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
        shared = self._shared(tokens) if "、" in tokens.text and _ENDS_SHARED.search(tokens.text) else []
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
            if any(_BODY_END.search(item) for item in tokens.text[start : match.end("items")].split("、")):
                # 甲大学、乙大学分别为两家联盟牵头单位
                continue
            for item in tokens.text[start : match.end("items")].split("、"):
                if item and item not in self.words.generic:
                    name = item if item.endswith("联盟") else item + match["ending"]
                    marks.append(Mark(position, position + len(item), "Alliance", name, "", "list", "high"))
                position += len(item) + 1
        return marks

    def _mark(self, tokens: Tokens, end: int, ends: set[int]) -> Mark | None:
        text = tokens.text
        quoted = _quoted(text, end)
        start = self.left(tokens, end, ends)
        if start >= end:
            return None
        name = text[start:end]
        stem = re.sub(r"(?:创新联合体|联合体|联盟|同盟|共同体)$", "", name)
        byline = _BYLINE.match(name)
        if byline is not None:
            start, name, stem = start + byline.end(), name[byline.end() :], stem[byline.end() :]
        branch = _BRANCH.match(text, end)
        if _HOUSE.match(text, end) or stem.endswith(("和", "与", "及")) or _SEVERAL.search(text[:start]):
            return None
        if (ordinal := _ORDINAL.match(name)) is not None:
            if _COPULA.search(text[:start]) or text.startswith("——", end):
                return None
            start, name, stem = start + ordinal.end(), name[ordinal.end() :], stem[ordinal.end() :]
        if quoted is None and (first := _MINISTRY.match(name) or _FIRST.match(name)) is not None:
            start, name, stem = start + first.end(), name[first.end() :], stem[first.end() :]
        if quoted is None and (
            _OF_A_BODY.match(name) or (_ANYWHERE.search(text, 0, start) and _GENERAL.match(text, end))
        ):
            return None
        if _FOREIGN.search(name) or _VERB.search(name) or len(name) > _LONGEST:
            return None
        # 江海省产业技术创新战略联盟 says whose alliances, not which one.
        region = _REGION.match(stem)
        if region is not None and not _COMMON.sub("", stem[region.end() :]):
            start += region.end()
            name, stem = name[region.end() :], stem[region.end() :]
        if not _COMMON.sub("", stem) or _THEORY.match(name):
            concept = bool(_FORMAL.search(stem)) and len(name) >= 4 and not name.endswith("创新共同体")
            return Mark(start, end, "Concept", name, "", "name", "medium") if concept else None
        community = name.endswith("创新共同体") and "产教" not in name
        if community and _PLANNED_TOGETHER.fullmatch(name):
            return None
        if branch is not None:
            end = branch.end()
            name = text[start:end]
        # 创新共同体 is a body only where the text tells its founding or its council.
        formal = bool(_FORMAL.search(name)) and not community
        return Mark(
            start, end, "Alliance", name, "", "quote" if quoted is not None else "name", "high" if formal else "low"
        )

    def left(self, tokens: Tokens, end: int, ends: set[int]) -> int:
        """Where a name that ends at `end` begins: behind its quotation mark, or where no name can go on to the left;
        `ends` = where names before it end."""
        text = tokens.text
        quoted = _quoted(text, end)
        if quoted is not None:
            return quoted
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
                or (depth == 0 and start < end and (self._ends(tokens, position) or word_start + len(word) in ends))
                or (word in _CONJUNCTIONS and self._joins(text, word_start, end, ends))
            ):
                break
            start = word_start
        if depth > 0:
            start = text.index(")", start) + 1
        return self._strip(tokens, max(start, tokens.opens) if end > tokens.opens else start, end)

    def _ends(self, tokens: Tokens, position: int) -> bool:
        word = tokens.words[position]
        if _NOTION.match(tokens.text, tokens.starts[position]):
            return False
        if word in _FOUNDING and _BODY_END.search(tokens.text[: tokens.starts[position]]):
            return True
        return word in self.words.hard or word in _BREAKS or tokens.counts(position, self.words)

    def _joins(self, text: str, start: int, end: int, ends: set[int]) -> bool:
        """Whether a conjunction at `start` joins another name, or other words, to the alliance that ends at `end`."""
        before = text[:start]
        return (
            start in ends
            or before.endswith(("联盟", "联合体"))
            or bool(_BODY_END.search(before))
            or bool(_CONCEPT_BEHIND.fullmatch(text, start, end))
        )

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
