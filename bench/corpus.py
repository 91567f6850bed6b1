"""Texts for measuring speed, made from the project's own marked texts by seeded chance; nothing of it is kept.

Dense: the texts themselves, every organisation, alliance and person under a new name. Mixed: each of their sentences
among nine that state nothing. The same seed gives the same bytes.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "tests" / "gold"

_PLACES = [
    "江宁",
    "海州",
    "临川",
    "石门",
    "云岭",
    "青浦",
    "东平",
    "南屏",
    "西柳",
    "北固",
    "金陵",
    "玉泉",
    "龙湾",
    "凤台",
    "白河",
    "黑山",
    "清源",
    "明溪",
    "永丰",
    "长乐",
]
_BRANDS = [
    "恒远",
    "天弘",
    "鼎新",
    "中科",
    "瑞丰",
    "宏图",
    "华泽",
    "盛达",
    "金辉",
    "永固",
    "远景",
    "联创",
    "德润",
    "海纳",
    "精诚",
    "博瑞",
    "泰合",
    "嘉禾",
    "卓越",
    "信达",
]
_FIELDS = [
    "石墨",
    "轴承",
    "水泵",
    "阀门",
    "光纤",
    "玻璃",
    "陶瓷",
    "钢铁",
    "煤炭",
    "饲料",
    "种业",
    "染料",
    "稀土",
    "电池",
    "电机",
    "轮胎",
    "机床",
    "纺织",
    "农机",
    "冶金",
]
_SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
_GIVEN = [
    "建国",
    "明",
    "志强",
    "丽华",
    "文",
    "海涛",
    "晓东",
    "国庆",
    "永",
    "春梅",
    "立新",
    "伟",
    "学军",
    "红",
    "子昂",
    "一鸣",
]
_WHAT = ["学习", "工作", "讨论", "准备", "阅读", "观察", "练习", "散步", "交流", "思考", "整理", "记录"]
_WHEN = ["早上", "傍晚", "平日里", "闲暇时", "春天里", "下雨时", "天晴后", "饭后", "清晨", "夜里"]
_WHO = ["人们", "孩子们", "老师们", "同学们", "邻居们", "大家", "游客们", "村民们", "朋友们", "读者们"]
_FILLER = (
    "{when}{who}喜欢在树下{what}，说说笑笑，心情也跟着好起来。",
    "天气渐渐转凉，{who}换上厚衣服，{when}仍然坚持{what}。",
    "窗外的风很轻，{when}的街道安静得能听见脚步声，{who}慢慢地走着。",
    "{who}说，这样的{what}让生活变得更有意思，也更踏实。",
    "只要肯下功夫，{what}并不像想象的那样困难，{who}对此深有体会。",
    "河边的小路弯弯曲曲，{who}{when}常常沿着它走很远。",
    "书架上的旧书落了灰，{who}偶尔翻开，总能想起从前的事情。",
    "问题终归要解决，急不得也慢不得，{who}心里都明白这个道理。",
    "{when}，灯光一盏一盏亮起来，{who}结束了一天的{what}。",
    "这里的风景四季不同，无论哪个季节来，都会让人觉得不虚此行。",
    "话虽如此，真正做起来还是要看{who}的耐心和细心。",
    "经验告诉{who}，遇到困难时不妨停下来，换一个角度重新{what}。",
)
_SENTENCE = re.compile(r"[^。！？\n]*[。！？\n]+")


def dense(megabytes: float, seed: int = 1) -> Iterator[str]:
    """Renamed texts until they make up so many megabytes of UTF-8."""
    chance = random.Random(seed)
    marked = [_load(path) for path in sorted((*GOLD.glob("seed/*.json"), *GOLD.glob("open/*.json")))]
    left = megabytes * 1e6
    while left > 0:
        text, gold = marked[chance.randrange(len(marked))]
        made = _renamed(text, gold, chance)
        left -= len(made.encode())
        yield made


def mixed(megabytes: float, seed: int = 1) -> Iterator[str]:
    """The same with nine sentences that state nothing behind each of theirs."""
    chance = random.Random(seed)
    left = megabytes * 1e6
    for text in dense(megabytes, seed):
        pieces: list[str] = []
        for match in _SENTENCE.finditer(text):
            pieces.append(match[0])
            pieces += [_filler(chance) for _ in range(9)]
            if match[0].endswith("\n"):
                pieces.append("\n")
        made = "".join(pieces)
        left -= len(made.encode())
        yield made
        if left <= 0:
            return


def _filler(chance: random.Random) -> str:
    return chance.choice(_FILLER).format(when=chance.choice(_WHEN), who=chance.choice(_WHO), what=chance.choice(_WHAT))


def _load(path: Path) -> tuple[str, dict[str, Any]]:
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    text = (path.parent / gold["source"]["text"]).read_bytes().decode("utf-8-sig")
    return text, gold


def _renamed(text: str, gold: dict[str, Any], chance: random.Random) -> str:
    body = match.end() if (match := re.match(r"---\n.*?\n---\n", text, re.DOTALL)) else 0
    spans: list[tuple[int, int, str]] = []
    for entity in gold["entities"]:
        name = _name(entity["type"], chance)
        if name:
            spans += [(start, end, name) for start, end in entity["mentions"]]
    pieces: list[str] = []
    position = body
    for start, end, name in sorted(spans):
        if start >= position:
            pieces += [text[position:start], name]
            position = end
    return "".join([*pieces, text[position:]])


def _name(kind: str, chance: random.Random) -> str:
    place, brand, field = chance.choice(_PLACES), chance.choice(_BRANDS), chance.choice(_FIELDS)
    return {
        "Alliance": f"{place}{field}产业技术创新战略联盟",
        "Company": f"{place}{brand}{field}有限公司",
        "University": f"{place}{brand}大学",
        "ResearchInstitute": f"{place}{field}研究院",
        "Association": f"中国{field}{brand}协会",
        "Person": chance.choice(_SURNAMES) + chance.choice(_GIVEN),
    }.get(kind, "")
