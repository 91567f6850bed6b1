"""Which amounts of a sentence state something worth keeping: not members, people in a room, alliances, ordinals, or
numbers inside titles.

The alliance's declared members are left to `ingest.rules.counts`.
"""

from __future__ import annotations

import re

from ingest.values.amounts import Amount, Status

_UNITS = re.compile(
    r"[^，。；：、]{0,12}?(?:单位|企业|高校|院校|院所|大学|学院|研究院|研究所|研究机构|科研机构|机构|公司|集团|成员|会员|盟员|理事|发起|医院|协会|学会|厂商|厂家|经销商|社团|联合体|联盟|集体)"
)
_UNITS_BEFORE = re.compile(
    r"(?:单位|企业|高校|院校|院所|机构|公司|集团|成员|会员|盟员|理事|理事长|协会|学会|联盟|联合体|医院)(?:数|数量|总数)?(?:已|现|共|达|有|为|是|约|近|超|增|加|至|到|从|由|发|展|扩|大|总|计|的|不足|中){0,8}$"
)
_PEOPLE = re.compile(
    r"[^，。；：、]{0,10}?(?:代表|专家|嘉宾|领导|记者|委员|院士|教授|人(?!次|才|员|民币|·|/|年)|学者|负责人|企业家|同志|观众|听众|师生|参会|出席|参加|职工|员工|人员|董事|监事|理事)"
)
_DELIVERED = re.compile(
    r"(?:推广|培育|培养|培训|形成|扶持|孵化|带动|吸收|吸纳|新增|服务|辐射|打造|引进|建成|建设|建立|新建|发展|壮大|覆盖|应用)[^，。；]{0,14}$"
)
# One of several, spoken of before or in a document: 其中的68项, 这3项, 上述两条.
_PART = re.compile(r"(?:中的|这|那|其中的|上述|以上|该|此|前|后|首批|等|第|每|各|某|另|任|之一的|同)$")
_EMPTY = re.compile(
    r"[^，。；：、]{0,4}?(?:方面|阶段|层次|市场|资源|专业委员会|委员会|小组|部门|环节|问题|原则|条件|层面|角度|关键|维度|月|特点|特征|优势|目标|任务|步骤|要求|重点|亮点|支柱|关系|转变|结合|坚持|突出|强化|精神|意识|渠道|部委|级别|类型|类|届|期|批|级|轮|季度|工作日|学期|学年|多月|部分|系列|省|城市|地区|国家(?!标准|级|专利|科技|重点)|县|市|区)"
)
_TERM = re.compile(r"试点期|任期|有效期|任职|历时|为期|连续|近|过去|时间|期限|每届")
_LIST_CLOSES = re.compile(r"(?:、[^，。；]{1,40}|等)$")
_LITTLE = re.compile(r"[一二两三四五六七八九十]")


def admitted(text: str, amount: Amount, status: Status, quotes: list[tuple[int, int]], left: int) -> bool:
    """Whether the amount may be a target or figure; `left` is where its clause begins, `quotes` spans of titles."""
    if any(start <= amount.start and amount.end <= end and end - start > amount.end - amount.start + 4 for start, end in quotes):
        return False
    before, behind = text[left : amount.outer_start], text[amount.outer_end : amount.outer_end + 24]
    aim = status in ("target", "expected")
    if amount.unit in ("年", "周", "日", "天", "个月", "月") and not re.search("寿命|周期|缩短|工期|时间|耐久|质保", before):
        return False
    if amount.unit == "大" or amount.unit in ("部委", "部门", "方面", "板块", "领域"):
        return False
    if amount.unit in ("番", "倍") and re.match(r"[，、]", behind) and aim and re.match(r"[，、](?:超过|达到|突破|达)", behind):
        return False
    return _counted(text, amount, aim, before, behind) if amount.is_count else _measured(amount, before, behind)


def _measured(amount: Amount, before: str, behind: str) -> bool:
    if amount.unit == "" and not amount.money and amount.comparator_target in ("=",) and amount.value >= 1:
        return False
    return not (amount.unit in ("人", "万人") and _PEOPLE.match(behind))


def _counted(text: str, amount: Amount, aim: bool, before: str, behind: str) -> bool:
    if amount.unit in ("级", "届", "期", "批", "次", "轮", "章", "类", "位") and not (aim and amount.unit == "次" and amount.comparator_target != "="):
        return amount.unit == "次" and bool(re.search("寿命|循环|充放电|服务|培训|举办", before))
    if _PART.search(before) and not (before.endswith("每") and aim):
        return False
    little = bool(_LITTLE.match(text[amount.start])) and amount.value <= 10 and amount.comparator_target == "="
    if _EMPTY.match(behind) and not (aim and _DELIVERED.search(before)):
        return False
    if amount.unit in ("名", "人", "位", "余人"):
        if _PEOPLE.match(behind) or re.search(r"(?:代表|专家|嘉宾|共|等|约|近|来自|委员|院士|人员)[^，。；]{0,3}$", before) and not re.search("培养|培训|引进", before):
            return False
        return bool(re.search("培养|培训|引进|就业|人才|人数|博士|硕士|带动", before) or (aim and before))
    if amount.unit in ("家", "所", "单位", "企业", "高校", "成员", "会员") or amount.unit.endswith("单位") or amount.unit in ("院所", "机构", "院校"):
        if not _DELIVERED.search(before) or not aim:
            return False
        return not re.search(r"由[^，。；]{0,30}$", before) and not re.match(r"[^，。；]{0,14}(?:组成|发起|共建|参加)", behind)
    if (_UNITS.match(behind) or _UNITS_BEFORE.search(before)) and not (aim and _DELIVERED.search(before)):
        return False
    return not little or (amount.unit in ("条", "座", "台", "套", "件", "部", "辆", "艘", "架", "台套") and not _LIST_CLOSES.search(before))
