"""Short forms that a text uses without explaining them."""

from __future__ import annotations

import pytest

from ingest.marks import Ref
from ingest.pipeline import Reader, read_sentences
from ingest.source import Document

WHOLE = "洛阳轴锐精密轴承有限公司"


def led_to(reader: Reader, text: str, short: str) -> str:
    return read_sentences(Document(text, "t.txt"), reader).names.of(Ref("Organization", short)).name


@pytest.mark.parametrize(
    "text", [f"{WHOLE}发起联盟。洛阳轴锐董事长郑克俭出席。", f"{WHOLE}发起联盟，洛阳轴锐负责试验。"]
)
def test_a_beginning_that_one_company_has(reader: Reader, text: str) -> None:
    assert led_to(reader, text, "洛阳轴锐") == WHOLE


def test_a_beginning_that_two_companies_share_is_neither(reader: Reader) -> None:
    text = f"{WHOLE}和洛阳轴锐装备制造有限公司发起联盟。洛阳轴锐董事长郑克俭出席。"
    assert led_to(reader, text, "洛阳轴锐") == "洛阳轴锐"
