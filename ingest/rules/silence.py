"""Which sentences can say nothing: no rule is asked about them.

Most sentences of most texts hold no name, no date, no amount and none of the words that any rule starts from. The
pipeline keeps only the last of them in a row, so that rules still see that something stands between. A rule that
starts from a new word names it here; a test holds the rules with and without silence to the same facts.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.marks import Reading
from ingest.rules.numbering import MAY_NUMBER_INSIDE
from ingest.rules.running import HINTS, PARTED
from ingest.words.sentences import Sentence
from ingest.words.titles import title_words

# Founding and seat.
_STEPS = (
    "成立 组建 创建 创立 始建 签约 签署 签订 揭牌 缔结 建立 启动 登记 备案 批准 批复 核准 获批 同意 认定 试点 筹建 筹备"
)
_SEATS = "总部 注册 所在地 地址 校址 住所 办公地 院址 厂址 本部 位于 坐落 地处 落户 扎根 落地"
# Members and counts; names of one-character endings are counted by these only (gate.py has the others).
_MEMBERS = "成员 会员 盟员 理事 发起 加盟 加入 组成 名单 名录 一览 大学 学会 协会 医院 院校 学院 社会团体 行业组织 学校 研究院 研究所"
_PRONOUNS = "该校 该所 该院 该厂 该公司 该企业 该集团 该单位 我校 我司 我院 我所 我厂 本校 本司 本院 本所 分会 分联盟"
# Projects, technologies, goals, policies.
_WORKS = "项目 课题 工程 专项 承担 示范线 示范装置 生产线 中试线 龙头 基地 建设"
_RESEARCH = "研发 研究 开发 攻关 突破 攻克 采用 研制 掌握 围绕 打通 许可 引入"
_GOALS = "形成 构建 打造 建成 制定 实现 提高 提升"
_POLICIES = "《 战略 计划 规划 创新型国家 2025 倡议"
# The short title that titles.py finds beside those of its table.
_POSTS = "副总"
# Clauses and definitions.
_CLAUSES = "什么是 如下 ："
SIGNS: frozenset[str] = frozenset(
    " ".join(
        (_STEPS, _SEATS, _MEMBERS, _PRONOUNS, _WORKS, _RESEARCH, _GOALS, _POLICIES, _POSTS, _CLAUSES, *HINTS, *PARTED, *title_words())
    ).split()
) | {numeral + unit for numeral in "千零〇余多几" for unit in "家所"}  # fmt: skip

# What rows of tables, items of lists and headings open with.
_OPENS = frozenset("|第(（0123456789一二三四五六七八九十百零〇#*-—·●◆■▪◇□★答") | frozenset(
    map(chr, range(0x2460, 0x2474))
)
_CLOSES = frozenset("：:；;？?，,")
# A title, its date and who sent it may stand in lines without a word that says so.
_FIRST_LINES = 8


def is_bare(sentence: Sentence, position: int) -> bool:
    """Whether a sentence without names, dates, amounts and words of SIGNS has no form that a rule could start from;
    `position` is its place among those of the document."""
    text = sentence.text
    return (
        position >= _FIRST_LINES
        and not sentence.heading
        and text[0] not in _OPENS
        and text[-1] not in _CLOSES
        and not MAY_NUMBER_INSIDE.search(text)
    )


def without_silence(readings: Sequence[Reading]) -> tuple[Reading, ...]:
    """The readings that rules are asked about: those not silent, and the last silent one of each row in a paragraph."""
    kept: list[Reading] = []
    held: Reading | None = None
    for reading in readings:
        if held is not None and not (reading.silent and reading.sentence.paragraph == held.sentence.paragraph):
            kept.append(held)
        held = reading if reading.silent else None
        if held is None:
            kept.append(reading)
    return tuple(kept if held is None else [*kept, held])
