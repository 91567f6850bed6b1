"""The words of declared counts: which noun is which kind, and what a number of must be for it to count members.

Tables only; `counts.py` reads sentences with them.
"""

from __future__ import annotations

import re

from graph.quantity import Comparator
from ingest.later import later
from ingest.rules.patterns import TITLE
from ingest.rules.skeleton import A, O

NUMERAL = r"(?:[0-9]{1,6}|[一二三四五六七八九十百千两零〇]{1,6}|数[十百]|几十)"
COUNT = later(
    rf"(?P<near>近|约|超过?|逾|不足|共有?)?(?P<number>{NUMERAL})(?P<more>余|多|几)?"
    rf"(?:(?P<unit>家|所|个|名|位)|(?=的?(?:成员|会员|理事|副理事长|发起)?单位))(?P<more2>余|多)?的?"
    rf"(?:{A}的?(?=(?:常务)?(?:副理事长|理事|成员|会员|发起)(?:单位|人)))?"
    rf"(?P<noun>[^，。；：、{O}{A}0-9()（）]{{0,20}})"
)
_ALONE = r"(?!.{0,2}(?:、|和|及)(?!近|约|超|逾|$))"
KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("vice_chair", later(r"^(?:单位)?[^，。]{0,6}副(?:理事长|主席|会长)(?:单位)?")),
    ("council_member", later(r"^[^，。]{0,4}(?:常务)?理事(?:单位)?(?!长|会)")),
    (
        "initiator",
        later(
            r"^(?:(?!企业|高校|大学|院所|机构|公司|单位)[^，。]){0,4}(?:发起|创始)(?:单位|人|成员|方|会员)"
            r"|^企业(?:共同|联合|自愿)?发起(?!单位|人|成员|方)"
        ),
    ),
    ("new_member", later(r"^[^，。]{0,4}新(?:增|加入|入盟)?(?:成员|会员|单位)")),
    ("university", later(r"^[^，。]{0,10}(?:高校|大学|院校|高等学校|学院)(?!.{0,4}(?:研究|企业))")),
    (
        "institute",
        later(r"^[^，。]{0,10}(?:科研院所|研究院所|研究机构|科研机构|科研单位|研究院|研究所|设计院|院所|研究单位)"),
    ),
    ("association", later(r"^[^，。]{0,8}(?:协会|学会|行业组织|社会组织|社会团体|团体|社团|中介机构|商会)")),
    ("hospital", later(r"^[^，。]{0,8}医院")),
    ("government", later(r"^[^，。]{0,6}政府(?:部门)?")),
    ("company", later(rf"^[^，。]{{0,14}}(?:企业|公司|集团|厂商|厂家|生产商){_ALONE}")),
    (
        "member",
        later(
            r"^[^，。]{0,14}(?:成员|会员|盟员|单位|机构|加盟|企事业)|^(?:企业|高校|大学|公司)[^，。]{0,12}(?:组成|参加|成员)|^$"
        ),
    ),
)  # fmt: skip
INITIATING = later(r"发起|倡议|倡导|联合组建|共同组建")
INITIATORS_ARE = later(r"发起(?:单位|人|方)?[^。；，]{0,8}(?:是|为|：|包括|有)[^。；]*$")
ABOUT = later(rf"{A}|成员|会员|盟员|加盟|发起|组成|理事|牵头|吸收|吸纳|汇集|汇聚|囊括|涵盖|联合|加入|单位")
# Numbers of these are no members.
OTHER = later(
    r"代表|专家|人员|人$|院士|记者|教授|项|课题|专利|标准|亩|省|市|县|国家和|地区|联盟|联合体|平台|试点|中心|实验室|基地|部委|部门|高新|园区|年|次|届"
    r"|方面|领域|环节|产品|品种|问题|重点|条"
)
_KIND_NOUN = (
    r"(?:企业|公司|高校|大学|高等院校|职业院校|院校|科研院所|科研机构|研究机构|院所|协会|学会|社会团体|行业组织|医院|成员单位|会员单位|成员|会员|盟员"
    r"|发起单位|常务理事单位|理事单位|副理事长单位|副理事长|单位)"
)
BEFORE_KIND = later(
    rf"(?<![家所个])(?P<noun>{_KIND_NOUN})(?:数量|总数|数)?(?:已|现|共|达|有|为|增至|增加到|发展到|达到|扩大到|由|从|：)*"
    rf"(?P<near>近|约|超过?|逾)?(?P<number>{NUMERAL})(?P<more>余|多)?(?P<unit>家|所|个|名)"
    r"(?!的?[^，。；、]{0,6}(?:高校|大学|院所|研究院|研究机构|科研机构|企业|公司|协会|医院|单位))"
)
# 医院会员92家, 企业会员50家: of which kind the members are.
OF_MEMBERS = later(r"(?<![、和与及])(?:企业|公司|医院|高校|院校|科研院所|院所|科研机构|协会|社会团体)$")
# 个人会员56名 are people.
PERSONS = later(r"个人$")
# 以膜材料为主业的企业有300家 counts those of a trade or a town.
DESCRIBED = later(
    r"(?:[^，。；、]{2}的|规模以上|规上|相关|上下游)企业(?:数量|总数)?(?:已|现|共|达|有|为|超过?|近|约|逾)*$"
)
# 高校和科研院所4家: a number of both kinds together.
MIXED = later(r"(?:高校|大学|企业|公司|院所|机构|协会)[和与及、]$")
# 24家企业、高校和院所: a number of several kinds together.
SEVERAL = later(r"(?:、|和|及)(?:高校|大学|院校|科研院所|科研机构|研究机构|院所|企业|公司|协会)")
# 理事会由11家单位组成
OF_COUNCIL = later(r"理事会(?:共|现)?(?:由|有)?$")
# 比成立之初的15家增加了12家: what it was.
ONCE = later(
    rf"(?:成立(?:之初|时|初期)|当初|最初|原来|原有)的(?P<number>{NUMERAL})(?P<unit>家|个)(?P<near>)(?P<more>)(?P<noun>)(?=增加|增长|发展|扩大|，)"
)
# 由成立时的19家增加到55家: both are counts.
GROWTH = later(
    rf"(?:(?P<noun>{_KIND_NOUN})(?:数量|总数|数)?[^，。；]{{0,6}})?(?:由|从)(?:[^，。；0-9]{{0,8}}的)?(?P<old>{NUMERAL})(?P<unit>家|个|名|所)[^，。；0-9]{{0,6}}?"
    rf"(?:增加|发展|扩大|增长|扩展|壮大|上升|增)(?:到|至)了?(?P<near>近|约|超过?|逾)?(?P<new>{NUMERAL})(?P<more>余|多)?(?:家|个|名|所)(?P<behind>[^，。；]{{0,8}})"
)
NOT_MEMBERS_BEFORE = later(
    r"(?:出席|到会|参会|与会|参加会议)[^，。；]{0,12}$|(?:其余|另外|剩余|其他|那|每|任一|前|后|另)$|(?:增加|减少|净增|增长)了?$|[~～—-]$"
)
# 21家企业牵头建设24个联合体: the leaders of many, members of none.
LEADING_MANY = later(
    rf"[^，。；：]{{0,10}}(?:牵头|主导|分别|续建|新建)[^，。；]{{0,6}}?{NUMERAL}(?:个|家)[^，。；]{{0,16}}(?:联盟|联合体|{A})"
)
# 科技部支持的甲联盟由…: who stands before it only helps.
HELPING = later(r"(?:支持|指导|领导|关心|关怀|推动|倡导|批准|见证)(?:的|下|和[^，。；]{2,4}下)")
# 由甲牵头，联合乙、丙等10家单位: the leader stands outside the number.
LEADING = later(r"(?:牵头|领衔)[^。；]{0,8}?[，、]?(?:并)?(?:联合|会同|携手|协同)(?!发起|组建|成立|创建)")
# 理事长单位为甲，乙、丙等7家单位当选…: the list begins behind the comma.
TOLD_BEFORE = later(rf"(?<=[是为由：]{O})，(?={O}、)")
PERSON_OF = later(rf"(?:的)?{TITLE}")
# 这两所高校, 三家企业已于上月…: units spoken of before, no declaration.
SPOKEN_OF = later(r"这$")
ACTING = later(r"(?:已|均|都|将|分别|代表|之间|的)")
GROWING = later(r"(?:新增|增补|吸收|吸纳|接纳|增选|新吸收|补充)了?(?:新的?)?$")
NEAR: dict[str, Comparator] = {
    "近": "<", "约": "~", "超": ">", "超过": ">", "逾": ">", "不足": "<", "余": ">", "多": ">", "几": ">",
}  # fmt: skip
