"""The patterns of membership: what a sentence's skeleton must hold to make the units of a list members.

One row a way of saying it (phrasing.md sections 2, 4 and 10). L is a list of units with the counts that close it, A an
alliance or a word for the one spoken of.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from graph.facts import Grade
from ingest.later import later
from ingest.rules.roles import ROLE
from ingest.rules.skeleton import NUMBER, A, L, O

TITLE = (
    r"(?:党委|原|副|常务|执行|名誉)*(?:董事长|总经理|总裁|院长|所长|校长|教授|院士|主任|总工程师|总工|书记|研究员|局长|司长|厅长|处长|部长|会长"
    r"|秘书长|主席|博士|先生|女士|总监|高工|首席)"
)
_NEAR = rf"[^，。；：{L}]{{0,12}}?"
_FOUND = r"(?:发起|倡议|倡导)"

_SETUP = r"(?:组建|创建|筹建|成立|设立|建立|创立|共建|缔结|结成)"
_TOGETHER = r"(?:在[^，。；]{0,20}(?:指导|支持|组织|见证)下，?)?(?:按照[^，。；]{0,20}，)?，?(?:自愿|共同|联合|携手|一起|合作|牵头|倡导|倡议|提议|本着[^，。；]{0,20}原则，)*"
# A list whose last unit is followed by a person's title speaks of the person.
_L = rf"(?P<list>{L})(?!{TITLE})"
_M = r"(?:(?:首批|核心|创始)?(?:成员|会员|盟员|加盟|参与|(?:协同|参建)(?=单位|高校|院所|企业))(?!大会|代表|会议))"
# 验收组由甲、乙的专家组成 names where they work.
_PEOPLE = r"(?:专家|代表|教授|学者|院士|人员|骨干|人士)"
_NOUN = r"(?:单位|企业|高校|院校|院所|机构|大学|科研院所|协会|公司)"
_KIND = r"(?:企业|公司|高校|大学|高等院校|职业院校|职业学校|院校|学校|园区|科研院所|院所|研究机构|科研机构|研究所|协会|学会|商会|联合会|促进会|基金会|社会组织|社会团体|行业组织|团体|医院|用户单位|科研单位)"
_NUMBER = r"[0-9一二三四五六七八九十百两几数]+(?:余|多)?(?:家|所|个)"
_IS = r"(?:，?(?:分别|还|另|则|主要|现)?(?:为|是|包括|包含|涵盖|由|有|即|如下|名单)：?|：|——)"


@dataclass(frozen=True)
class Pattern:
    """`regex` has a group `list` of units; `roles` are given to each unit of it; `state` is an edge's state."""

    name: str
    regex: re.Pattern[str]
    roles: tuple[str, ...] = ()
    state: str = ""
    grade: Grade = "high"

    @property
    def admits(self) -> bool:
        """Whether it speaks of joining or leaving, where 批准 and 同意 make members and no guests."""
        return self.name.startswith(("join", "leave"))


def _pattern(name: str, regex: str, *roles: str, state: str = "", grade: Grade = "high") -> Pattern:
    return Pattern(name, later(regex), roles, state, grade)


PATTERNS = (
    # 由A、B等N家单位(共同)发起(成立); A、B作为发起人
    _pattern("initiators.before_verb", rf"(?:由|系由|是由){_L}{_NEAR}{_TOGETHER}{_FOUND}", "initiator"),
    # 由A联合B、C共同发起
    _pattern("initiators.with", rf"由{_L}(?:联合|会同|携手|协同){L}{_NEAR}{_FOUND}", "initiator"),
    _pattern(
        "initiators.as",
        rf"{_L}(?:等|共同|联合|均|都|也|同样|还|[0-9]{{4}}年|同时)*(?:作为|为|是|成为){_NEAR}(?:发起人|发起单位|发起方|发起者|创始单位|发起成员)",
        "initiator",
    ),
    _pattern(
        "initiators.jointly_set_up", rf"{_L}(?!{_NEAR}{_M}){_NEAR}(?:共同|联合|携手)(?:参与|牵头)?{_SETUP}", "initiator"
    ),
    _pattern(
        "initiators.subject",
        rf"{_L}[^，。；：{L}]{{0,6}}?(?:共同|联合|携手|牵头|倡导|倡议|参与|还|也|又|此前|曾|早在|[0-9]{{4}}年|就|均|同样)*{_FOUND}(?:并)?(?:成立|组建|设立|筹建|了|的|，|。|；|该|本|$|{A})",
        "initiator",
    ),
    _pattern(
        "initiators.join_lead",
        rf"(?:牵头|发起|倡议)[^。；{L}]{{0,8}}?(?:，|、)?(?:并)?(?:联合|携手|会同|协同)(?:了|国内|省内|全国|上下游|[^，。；：{L}]{{0,12}})?{_L}{_NEAR}(?:发起|倡议)",
        "initiator",
    ),
    _pattern(
        "members.join_lead",
        rf"(?:牵头|发起|领衔)[^。；{L}]{{0,8}}?(?:，|、)?(?:并)?(?:联合|携手|会同|协同)(?:了|国内|省内|全国|上下游|[^，。；：{L}]{{0,12}})?{_L}(?!{_NEAR}(?:发起|倡议))",
    ),
    _pattern(
        "members.join_verb",
        rf"(?:^|[，。；{A}])(?:并)?(?:联合|携手|会同)(?:了|国内|[^，。；：{L}]{{0,8}})?{_L}{_NEAR}(?:共同|联合)?{_SETUP}",
    ),
    # 牵头, 依托, 秘书处
    _pattern(
        "lead.subject",
        rf"{_L}(?:为|是|作为|等)?{_NEAR}(?:牵头|领衔|主导)(?!的?(?:项目|课题|承担|制定|编制|研发|开展|起草|实施))",
        "lead",
    ),
    _pattern(
        "lead.founder",
        rf"{_L}{_NEAR}(?:牵头|领衔)(?:[，、]|并)?(?:发起|倡议|(?:会同|联合|携手)[^。]{{0,60}}?(?:发起|倡议))",
        "initiator",
    ),
    _pattern(
        "host.base",
        rf"(?<!处)(?<!室)依托(?:于)?{_L}(?!{_NEAR}(?:秘书处|办公室|平台|实验室|基地|中心|项目|工程))(?:{_NEAR}(?:建设|组建|建立|成立|设立|运行)|，)",
        "host",
    ),
    # 以甲、乙以及某学科博士点为依托，联合丙、丁
    _pattern("host.by", rf"以{_L}(?:(?:、|、?以及|和|及)[^，。；{L}]{{2,60}}?)?为(?:主要)?依托", "host"),
    _pattern(
        "members.join_host",
        rf"为(?:主要)?依托(?:单位)?，(?:并|同时)?(?:联合|携手|会同|协同)(?:了|[^，。；：{L}]{{0,12}})?{_L}(?!{_NEAR}(?:发起|倡议))",
    ),
    _pattern("host.attached", rf"(?<!处)(?<!室)挂靠(?:在|于|单位(?:为|是|：))?{_L}", "host"),
    _pattern(
        "secretariat",
        rf"(?:秘书处|办公室|办公地点|日常办事机构|办事机构)[^。；，：{L}]{{0,8}}?(?:常?设(?:立)?(?:在|于)|挂靠(?:在|于)?|依托(?:于|在)?|落户(?:在|于)?|位于|常驻|放在|由){_NEAR}{_L}",
        "secretariat",
    ),
    _pattern(
        "secretariat.set_up",
        rf"(?:依托|以|由|在){_L}{_NEAR}(?:建立|设立|组建|建设|承担)[^，。；]{{0,6}}秘书处",
        "secretariat",
    ),
    # 成员
    _pattern(
        "members.composed",
        rf"(?:由|是由|系由){_L}(?!{_NEAR}{_PEOPLE}){_NEAR}(?:共同|联合)?(?:组成|构成|参加|参与|加盟)",
    ),
    _pattern("members.composed_far", rf"由{_L}在[^。；{L}]{{4,60}}?(?:共同|联合)组成", grade="medium"),
    _pattern("members.applied", rf"由{_L}(?:联合|共同)申报的?[^，。；]{{0,6}}{A}", grade="medium"),
    _pattern("members.compose", rf"{_L}(?:共同|联合|自愿|携手)*组成了?[^，。；]{{0,6}}{A}"),
    _pattern(
        "members.with",
        rf"(?:发起|牵头|组建|倡议|主导)[^。]{{0,24}}?[，；]{_L}(?:等|共同|联合|积极|均|都|踊跃)*(?:组成|参加|参与|加盟|加入)",
    ),
    _pattern("members.are", rf"{_M}{_NOUN}?(?:共)?(?:{_NUMBER})?{_IS}{_NEAR}{_L}"),
    _pattern(
        "members.among",
        rf"{_M}{_NOUN}?(?:中|里|当中)?，?(?:的)?[^，。；：{L}]{{0,8}}?(?:还有|另有|有|还包括|包括|是|为|：){_L}",
    ),
    _pattern(
        "members.except",
        rf"{_M}[^，。；：{L}]{{0,6}}?除[^。；]{{1,40}}?(?:以外|之外|外)，?(?:还有|另有|还包括|包括)?{_L}",
    ),
    _pattern(
        "members.joined_are",
        rf"(?:加入|参加|加盟|入盟)(?:{A}|该|本)?的?[^，。；：{L}]{{0,12}}?(?:还有|另有|有|是|包括|为|：)(?:{_NUMBER}{_KIND}?，?(?:即|分别是|分别为|是|为|：)?)?{_L}",
    ),
    _pattern(
        "members.gathers",
        rf"{A}[^。；：{L}]{{0,30}}?(?:囊括|网罗|汇集|汇聚|涵盖|聚集|吸引|集聚|集合|吸收|吸纳|整合|覆盖|包括|既有|拥有|现有|共有|成员有)(?:了)?[^。；：{L}]{{0,24}}?(?:：|，包括|，分别是)?{_L}",
    ),
    # 联盟由甲发起，汇集了乙等32家企业: the alliance is what was founded.
    _pattern(
        "members.gathers_on",
        rf"(?:发起|牵头|组建|成立|组成|倡议)[^。；：{L}]{{0,8}}，(?:并|已|目前|现|共|先后|广泛|首批)*(?:汇集|汇聚|囊括|涵盖|聚集|集聚|吸纳|吸收|网罗)(?:了)?[^，。；：{L}]{{0,12}}?{_L}",
    ),
    _pattern(
        "members.as",
        rf"{_L}(?:等|均|都|也|同样)*(?:为|是|成为|作为|任|担任|当选为?)[^，。；：{L}]{{0,20}}?{_M}{_NOUN}?(?:之一)?",
    ),
    # A line or sentence that is nothing but an alliance and its units: 某联盟：甲、乙、丙.
    _pattern(
        "members.label",
        rf"^(?:[(（]?[0-9一二三四五六七八九十]{{1,3}}[)）、.．]\s*|[-·●])?{A}(?:成员(?:单位)?)?(?:：|——)(?P<list>{L}(?:[，；、]{L})*)(?:等)?[。；，]?$",
    ),
    # 甲牵头、乙和丙协同组建
    _pattern(
        "members.beside_lead",
        rf"(?:牵头|领衔)[，、]{_L}{_NEAR}(?:协同|联合|共同|参与|参加|配合)(?:组建|共建|建设|成立|创建|筹建)",
    ),
    # 甲、乙签署协议，共同成立某联合体
    _pattern(
        "initiators.signed",
        rf"{_L}[^。；：{L}]{{0,20}}?(?:签署|签订)[^，。；：{L}]{{0,16}}，(?:决定|共同|联合|携手|宣布|正式)*{_SETUP}了?[^，。；：{L}]{{0,6}}{A}",
        "initiator",
    ),
    # 甲、乙与丙共建某联合体
    _pattern("builders", rf"{_L}(?:拟|将|已|正式|合作)*共建(?:了|的)?[^，。；：{L}]{{0,4}}{A}", "joint_builder"),
    # 缔约单位：甲、乙、丙 at the head of the contract that founds the alliance.
    _pattern(
        "initiators.contract", rf"(?:缔约|盟约)(?:单位|各方|方)(?:名单)?(?:有|为|是|包括|如下)?：?{_L}", "initiator"
    ),
    _pattern("members.grouped", rf"{_KIND}(?:共|有|共有)?{_NUMBER}，?(?:分别(?:是|为)|即|包括|为|是|：|有){_L}"),
    _pattern(
        "members.counted_are",
        rf"(?:^|[，。；])(?:这|上述|首批)?{_NUMBER}(?:成员|会员|盟员|加盟|{A}(?:成员)?)?(?:单位|企业)，?(?:名单)?(?:(?:分别)?(?:是|为|包括|即|如下)：?|：){_L}",
        grade="medium",
    ),
    _pattern(
        "members.committee",
        rf"(?:专业委员会|专委会|工作组|分会|工作委员会)(?:成员)?(?:单位)?(?:：|包括|由|有){_L}",
        grade="medium",
    ),
    _pattern("members.apposed", rf"(?:盟员|成员|会员|联盟)(?:单位|企业){_L}", grade="medium"),
    _pattern("members.contrast", rf"(?:既有|亦有|也有|更有){_L}", grade="medium"),
    # 课题由A承担，B、C等联盟单位参与
    _pattern("members.task", rf"由{_L}(?:牵头)?承担，(?={L}{A}(?:成员)?单位)", grade="medium"),
    _pattern("members.apposed_before", rf"{_L}(?:等)?{A}(?:成员|加盟)?(?:单位|企业)", grade="medium"),
    # 加入与退出
    _pattern(
        "join",
        rf"{_L}(?:来自[^，。；：{L}]{{2,20}}?的?[^，。；：{L}]{{0,6}}{_NOUN})?{_NEAR}(?:正式|申请|获准|新|被批准|已|先后|陆续|将|还|也)*(?:加入|加盟)(?:了|到)?[^，。；]{{0,6}}{A}",
    ),
    _pattern("join.takes_part", rf"{_L}(?:还|也|已|均|都|又|先后|相继|同时)*(?:参加|加入|加盟)了?{A}(?=[，。；、]|$)"),
    _pattern(
        "join.short",
        rf"(?:同意|批准|吸收|吸纳|增补|接纳|接收|新增|增选|引入|补充)(?:了)?[^，。；：{L}]{{0,16}}?{_L}{_NEAR}(?:加入|为|成为|作为|进入)",
    ),
    _pattern(
        "join.list",
        rf"(?:新加入|新增|增补|吸收|吸纳|首次吸纳|新吸收|新吸纳|接纳)(?:了|的)?[^，。；{L}]{{0,20}}?(?:：|为|是|包括|有|分别为)?{_L}",
    ),
    _pattern(
        "join.made",
        rf"(?:将|把){_L}(?:等)?(?:正式|一并)?(?:增补|吸收|吸纳|接纳|增选|补充)(?:为|成为|作为|进|入|进入)[^，。；{L}]{{0,4}}?(?:{A}|成员|会员|盟员)",
    ),
    _pattern("join.new", rf"{_L}{_NEAR}新加入"),
    _pattern("leave", rf"{_L}{_NEAR}(?:退出|退盟|被取消)", state="ended"),
    _pattern("leave.accept", rf"(?:同意|批准|通过)[^，。；{L}]{{0,6}}{_L}{_NEAR}退出", state="ended"),
)
# 高校有A、B: a kind of unit with its list, where the sentences before speak of members.
KIND_HAS = later(
    rf"(?:^|[，；、：\-])(?P<head>[^，。；：{L}{A}]{{0,10}}?{_KIND}(?:成员)?(?:单位)?(?:方面)?)(?:{_NUMBER})?，?(?:还|另|则|主要|分别)*(?:有|是|为|包括|：|——){_L}"
)
ROLE_AFTER = later(
    rf"{_L}(?:等|均|都|也|还|则|并|兼|新|成功|受邀|应邀|光荣|同样|被|共同|一致|分别|获|荣任|连任|继续|再次|正式|同时|双双|，)*"
    rf"(?:当选|推选|选举|选|担任|出任|成为|推举|聘|确定|任|列|作|递补|增补|增选|晋升)*(?:为|是|任|当选|入选|获选|担任|出任|成为|推选为|授予)(?:[^，。；、：{L}{A}]{{2,12}}单位、)?(?:{A}|的|首届|第[一二三四五]届|本届|新一届|理事会|该|首批|，)*(?P<role>{ROLE})(?!会)(?P<unit>单位|方|企业|高校)?(?!人)"
)
ROLE_BEFORE = later(
    rf"(?P<role>{ROLE})(?P<unit>单位|方|企业|高校|成员)?(?:有|共|中|里)?(?:的?{_KIND})?(?:{_NUMBER})?(?:{_IS}[^，。；：{L}]{{0,6}}?| |(?<=单位))(?P<list>{L})(?(unit)|(?!{TITLE})(?! ?[\u4e00-\u9fff]{{2,4}}?(?:[，。；、和及]|担任|出任|任|$)))"
)
ROLE_CHOSEN = later(
    rf"(?:选举|推选|推举|选出|选|聘请|确定|提名|推荐|增补|增选|同意|新增|产生了?)(?:产生)?(?:了)?[^，。；：{L}]{{0,8}}?{_L}[^，。；：{L}]{{0,8}}?(?:为|任|担任|作为)(?:{A}|的|首届|第[一二三四五]届|新一届|理事会)*(?P<role>{ROLE})(?!会)(?P<unit>单位)?"
)
# 作为某联盟的发起单位之一，甲…
ROLE_OPENING = later(rf"作为(?P<about>{A})的?(?:首批|核心)?(?P<role>{ROLE})(?P<unit>单位|企业|高校)(?:之一)?，{_L}")
# A以观察员单位身份加入
ROLE_JOINING = later(rf"{_L}(?:将|已|也)?以(?P<role>{ROLE})(?:单位)?的?身份(?:正式)?(?:加入|参加|参与)")
# A与B由成员单位晋升为常务理事单位
ROLE_PROMOTED = later(
    rf"{_L}(?:均|都|一起|一同|共同|同时)*由(?:{ROLE}|成员|会员|盟员)(?:单位)?(?:增补|增选|晋升|升级|升格|调整|变更)为(?P<role>{ROLE})单位"
)
# A参与发起甲联盟，并担任乙联盟的副理事长单位: the subject goes on; the alliance stands before the role.
ROLE_CONTINUED = later(
    rf"{_L}[^。；{L}]{{1,60}}?[，；](?:并|还|也|又|同时|同年|次年|此后|后来|[0-9]{{4}}年)*(?:是|任|担任|当选为?|成为|作为)了?(?P<about>{A})的?(?P<role>{ROLE})单位"
)
ROLE_OF = later(rf"(?P<about>{A})[^，。；：{L}{A}]{{0,4}}?以{_L}为(?P<role>{ROLE})(?:单位)?")
# 甲、乙等9家副理事长单位，以及丙等300多家联盟理事单位: the words that close a list, or a group of one, give its role.
ROLE_CLOSED = later(
    rf"(?P<list>{O}(?:、?(?:以及|和|及|与)?{O})*)(?:等(?:{NUMBER}(?:家|个|所))?|{NUMBER}(?:家|个|所))(?:{A})?(?P<role>{ROLE})单位"
)
# 增补2家副理事长单位，分别是…: the count of a role, then its list.
ROLE_COUNTED = later(rf"{_NUMBER}(?P<role>{ROLE})(?:单位|企业|高校)?，?(?:分别)?(?:是|为|包括|：|即){_L}")
