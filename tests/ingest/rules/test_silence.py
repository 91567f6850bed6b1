"""Silent sentences change nothing: the rules find the same facts when they are asked about every sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ingest.pipeline import extract, make_reader, read_sentences
from ingest.rules.silence import SIGNS
from ingest.source import Document, Header
from ingest.words.lexicon import load_lexicon
from ingest.words.segment import make_segmenter

LEXICON = load_lexicon()
FAST, SLOW = (make_reader(LEXICON, make_segmenter(), gates=gates) for gates in (True, False))
GOLD = Path(__file__).parents[2] / "gold"
TEXTS = sorted((*GOLD.glob("open/*.txt"), *GOLD.glob("sealed/*.txt"), *GOLD.glob("seed/*.txt")))
# Sentences that say nothing, and halves of ones that may.
QUIET = [
    "清晨的街上很安静。",
    "他慢慢地走着，一边想着从前。",
    "天黑了！",
    "大家都笑了。\n",
    "李明说他不去。",
    "风停了；",
    "多家人都在等？",
    "一来二去，就熟了。",
    "。",
    "\n",
    "\n\n",
]
SAID = [
    "石墨产业技术创新战略联盟",
    "本联盟",
    "清华大学",
    "长丰石墨有限公司",
    "该校",
    "我校",
    "理事长李明",
    "12家",
    "三十余所",
    "第二条 ",
    "一是",
    "(一)",
    "1.",
    "目标：",
    "2015年达到380万吨。",
    "将实现以下目标：\n",
    "位于北京。",
    "基本原则如下：",
    "什么是联盟？",
    "|单位|职务|\n",
    "序号职务姓名单位",
    "联盟 牵头单位 成员单位\n",
    "\n1 石墨产业联盟 清华大学 东北大学、湘江公司\n",
    "由清华大学牵头",
    "以下简称“石盟”",
    "石盟",
]
PIECES = st.one_of(
    st.sampled_from(QUIET), st.sampled_from(QUIET), st.sampled_from(SAID), st.sampled_from(sorted(SIGNS))
)


def same(text: str, header: Header) -> None:
    document = Document(text, "t.txt", header=header)
    fast, slow = extract(document, FAST), extract(document, SLOW)
    assert fast == slow


@settings(deadline=None, max_examples=150)
@given(st.lists(PIECES, max_size=60).map("".join), st.sampled_from(["", "清华大学"]))
@example("".join(["石墨产业技术创新战略联盟的目标：\n", *["- 提高产量30%；\n清晨的街上很安静。"] * 60]), "")
def test_the_gates_keep_every_fact_of_made_texts(text: str, owner: str) -> None:
    same(text, Header(owner=owner))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_the_gates_keep_every_fact_of_the_marked_texts(path: Path) -> None:
    text = path.read_bytes().decode("utf-8-sig")
    same(text, Header())
    # The same with sentences between that say nothing.
    same(text.replace("。", "。清晨的街上很安静。他慢慢地走着，心里想着从前。"), Header(title=text[:20]))


def test_what_says_nothing_is_silent_and_kept_once_in_a_row() -> None:
    quiet = "清晨的街上很安静。" * 9
    readings = read_sentences(Document("石墨联盟成立。" * 9 + quiet + "联盟发展。" + quiet, "t.txt"), FAST)
    assert sum(reading.silent for reading in readings.readings) == 18
    assert sum(reading.silent for reading in readings.speaking) == 2
    assert [r.text for r in readings.speaking if not r.silent] == ["石墨联盟成立。"] * 9 + ["联盟发展。"]
