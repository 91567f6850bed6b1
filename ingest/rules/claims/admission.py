"""Which amounts of a sentence state something worth keeping: not members, people in a room, alliances, ordinals, or
numbers inside titles.

The alliance's declared members are left to `ingest.rules.counts`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.later import later
from ingest.rules.claims.subjects import About
from ingest.rules.claims.wording import WORDING
from ingest.values.amounts import Amount, Status

_UNITS = later(
    r"[^，。；：、]{0,12}?(?:单位|企业|高校|院校|院所|大学|学院|研究院|研究所|研究机构|科研机构|机构|公司|集团|成员"
    r"|会员|盟员|理事|发起|医院|协会|学会"
    r"|厂商|厂家|经销商|社团|联合体|联盟|集体)"
)
_UNITS_BEFORE = later(
    r"(?:单位|企业|高校|院校|院所|机构|公司|集团|成员|会员|盟员|理事|理事长|协会|学会|联盟|联合体|医院)(?:数|数量"
    r"|总数)?"
    r"(?:[已现共达有为是约近超增加至到从由发展扩大总计的中]|不足)*$"
)
_FROM = later(r"由[^，。；]{0,30}$")
_MAKE_UP = later(r"[^，。；]{0,14}(?:组成|发起|共建|参加)")
_PEOPLE = later(
    r"[^，。；：、]{0,10}?(?:代表|专家|嘉宾|领导|记者|委员|院士|教授|人(?!次|才|员|民币|·|/|年)|学者|负责人|企业家"
    r"|同志|观众|听众|师生|参会|出席|参加"
    r"|职工|员工|人员|董事|监事|理事)"
)
_PRESENT = later(r"(?:代表|专家|嘉宾|共|等|约|近|来自|委员|院士|人员)[^，。；]{0,3}$")
_POSTS = later("(?:理事长|秘书长|主席|会长|委员|理事|监事|主任|代表)[^，。；]{0,4}$")
_TAUGHT = later("培养|培训|引进|就业|人才|人数|博士|硕士|带动")
_DELIVERS = later("推广|培育|形成|扶持|孵化|带动|吸收|吸纳|新增|服务|辐射|打造|引进|发展|壮大|覆盖|应用")
_DELIVERED = later(
    r"(?:推广|培育|培养|培训|形成|扶持|孵化|带动|吸收|吸纳|新增|服务|辐射|打造|引进|建成|建设|建立|新建|发展|壮大"
    r"|覆盖|应用|出口)[^，。；]{0,14}$"
)
# One of several, spoken of before or in a document: 其中的68项, 这3项, 上述两条.
_PART = later(
    r"(?:中的|这|那|其中的|上述|以上|该|此|前|(?<!博士)后|首批|等|第|(?<!每)每|各|某|另|任|之一的|同|列出|列入)$"
)
_EMPTY = later(
    r"[^，。；：、]{0,4}?(?:方面|阶段|层次|市场|资源|专业委员会|委员会|小组|部门|环节|问题|原则|条件|层面|角度|关键"
    r"|维度|月|特点|特征|优势|目标|任务|步骤"
    r"|要求|重点|亮点|支柱|关系|转变|结合|坚持|突出|强化|精神|意识|渠道|部委|级别|类型|类|届|期|批|级|轮|季度|工作日"
    r"|学期|学年|多月|部分|系列|省|城市|地区"
    r"|国家(?!标准|级|专利|科技|重点)|县|市|区)"
)
_AGREED = later("[^，。；]{0,6}?(?:理事|成员|代表|会员|委员|单位|出席|通过|同意|表决|参加)")
_LASTING = later("寿命|周期|缩短|工期|时间|耐久|质保")
_MEMBER_UNITS = frozenset(
    ["家", "所", "单位", "企业", "高校", "成员", "会员", "院所", "机构", "院校", "科研院所", "科研机构"]
)
_ORDINAL_UNITS = frozenset(("级", "届", "期", "批", "轮", "章", "类", "位"))
_BUDGET = later("(?:总?投资|总?投入|经费|(?<!研发)资金|注册资本|概算|预算|补助)$")
# 组建了专家委员会和4个工作组: the parts of an alliance are no output.
_JOINS = ("和", "与", "及", "以及")
_INNER_BODY = later(r"[^，。；、]{0,8}(?:工作组|小组|专委会|委员会|工作部|专业组|分会|分中心)")
_NONE = later("没有|尚无|无法|未能|从未")
_SPENT = later("(?:节约|节省|投入|筹集|争取|带动|吸引)[^，。；]{1,10}$")
_BREAKTHROUGH = later("[^，。；]{0,24}?(?:技术|工艺|难题|瓶颈|装备)")
# 700℃机组, 8英寸晶圆, 500kV线路: the amount belongs to the name of the thing.
_NAMING = frozenset(
    (
        "℃",
        "°C",
        "摄氏度",
        "K",
        "英寸",
        "mm",
        "毫米",
        "cm",
        "厘米",
        "nm",
        "纳米",
        "微米",
        "μm",
        "V",
        "kV",
        "千伏",
        "Hz",
        "MHz",
        "GHz",
    )
)
_OF_NAMES = frozenset(("温度", "尺寸", "数值"))
_FIRST_OF = later("首[条台套个座艘]")
_OF_THE_THING = later(r"(?:[(（][^()（）]{1,10})?[)）]?的?[\u4e00-\u9fff]")
_AS_AIM = later("[^，。；0-9]{2,30}为(?:目标|重点|核心|方向)")
_RESEARCH = frozenset(("突破", "研制", "开发", "攻克", "掌握", "研发", "研究", "推出"))


def may_state(text: str, amounts: Sequence[Amount]) -> bool:
    """Whether a sentence can state anything: numbers of units alone are the declared members (a quick look)."""
    return any(a.unit not in _MEMBER_UNITS for a in amounts) or (bool(amounts) and _DELIVERS.search(text) is not None)


def admitted(
    text: str, amount: Amount, status: Status, quotes: list[tuple[int, int]], before: str, words: About
) -> bool:
    """Whether the amount may be a target or figure; `before` is the clause up to it, `quotes` are spans of titles."""
    width = amount.end - amount.start
    if any(start <= amount.start and amount.end <= end and end - start > width + 4 for start, end in quotes):
        return False
    if re.search(r"[【】|>_#]|\d{4}-\d|会费|年费|报名费|电话|邮编", words.metric + words.subject):
        return False
    if _NONE.search(before) or (words.metric.endswith(_JOINS) and _INNER_BODY.match(text, amount.outer_end)):
        return False
    behind = text[amount.outer_end : amount.outer_end + 24]
    aim = status in ("target", "expected")
    if not aim and not words.known:
        return False
    if amount.unit in ("年", "周", "日", "天", "个月", "月") and not _LASTING.search(before):
        return False
    if amount.unit in ("大", "部委", "部门", "方面", "板块", "领域"):
        return False
    if amount.unit == "番" and re.match(r"[，、](?:超过|达到|突破|达)", behind):
        return False
    if amount.is_count:
        return _counted(text, amount, aim, before, behind, words)
    return _measured(text, amount, before, behind, words)


def _names_a_thing(text: str, amount: Amount, before: str, behind: str) -> bool:
    """Whether a length or voltage only says which thing is meant: 首条35千伏电缆, 以发展500米以上竹缆为目标."""
    if amount.unit not in _NAMING and amount.unit not in ("米", "公里", "千米"):
        return False
    clause = text[max(text.rfind(mark, 0, amount.start) for mark in "，。；") + 1 : amount.start]
    if _FIRST_OF.search(clause) and _OF_THE_THING.match(behind):
        return True
    return bool(re.search("以[^，。；为]{0,14}$", before) and _AS_AIM.match(behind))


def _measured(text: str, amount: Amount, before: str, behind: str, words: About) -> bool:
    if _names_a_thing(text, amount, before, behind):
        return False
    if amount.unit == "" and not amount.money:
        if amount.comparator_target == "=" and amount.value >= 1:
            return False
        return not _AGREED.match(behind)
    if text.startswith("突破", amount.outer_start) and _BREAKTHROUGH.match(behind) and words.end > amount.outer_end:
        return False
    named = words.end > amount.outer_end and amount.comparator_target == "="
    if named and words.metric in _OF_NAMES and amount.unit in _NAMING:
        return False
    if words.verb in _RESEARCH and amount.comparator_target == "=" and not before.endswith(words.verb + "了"):
        # 突破6英寸衬底技术: the amount belongs to the name.
        named = words.end > amount.outer_end and before.endswith(words.verb)
        if named and amount.unit not in ("元", "万元", "亿元", "%"):
            return False
    return not (amount.unit in ("人", "万人") and _PEOPLE.match(behind))


def _counted(text: str, amount: Amount, aim: bool, before: str, behind: str, words: About) -> bool:
    if amount.unit == "次":
        return bool(re.search("寿命|循环|充放电|服务|培训|举办", before)) or (aim and amount.comparator_target != "=")
    if amount.unit in _ORDINAL_UNITS or (_PART.search(before) and not (before.endswith("每") and aim)):
        return False
    if _EMPTY.match(behind) and not _DELIVERED.search(before):
        return False
    if amount.unit in ("名", "人", "位"):
        if _POSTS.search(before) or _PEOPLE.match(behind):
            return False
        if _PRESENT.search(before) and not re.search("培养|培训|引进", before):
            return False
        return bool(_TAUGHT.search(before) or (aim and before))
    if re.match("[^，。；]{0,4}(?:项目|课题|工程|专项)", behind) and re.search("[、和”]", before):
        # A、B和C三个项目 closes a list of projects.
        return False
    if amount.unit in _MEMBER_UNITS or amount.unit.endswith("单位"):
        if not aim or not _DELIVERED.search(before):
            return False
        return not (
            re.search(r"由[^，。；]{0,30}$", before) or re.match(r"[^，。；]{0,14}(?:组成|发起|共建|参加)", behind)
        )
    if (_UNITS.match(behind) or _UNITS_BEFORE.search(before)) and not (aim and _DELIVERED.search(before)):
        return False
    plain = amount.comparator_target == "=" and amount.value_max is None
    little = plain and amount.value <= 10 and amount.unit[:1] not in ("万", "亿", "千", "百")
    # 三个课题 is a way of speaking, 课题3项 a count.
    spoken = amount.end - amount.start <= 2 and not text[amount.start].isdigit()
    return words.delivers or not little or (not spoken and WORDING.output.search(words.metric) is not None)


def is_budget(words: About, before: str) -> bool:
    """Whether it is money that something costs, a fact even beside aims: 项目总投入2.4亿元, not 投入经费, 节约投资."""
    return not words.verb and _BUDGET.search(words.metric) is not None and not _SPENT.search(before)
