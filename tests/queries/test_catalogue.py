"""Files that fit, and files that do not."""

from __future__ import annotations

import re

import pytest

from graph.errors import QuestionError, UnknownQuestion
from graph.model import Model
from queries.catalogue import load_catalogue, question_named, read_question

GOOD = """\
// title_zh: 联盟
// title_en: Alliances
// parameters:
//   - {name: field, type: string, default: null, zh: 领域, en: field}
//   - {name: min, type: integer, default: 2, low: 1, high: 9, zh: 至少, en: at least}
//   - {name: kind, type: kind, zh: 类别, en: kind}
// columns:
//   - {name: id, type: string, zh: 编号, en: id}
// example: {kind: university}
MATCH (a:Alliance) WHERE a.field = $field AND a.n >= $min AND a.kind = $kind
WITH a ORDER BY a.id SKIP $skip LIMIT $limit
RETURN a.id AS id
"""


def test_a_file_becomes_a_question(model: Model) -> None:
    question = read_question("one", GOOD, model)
    assert (question.name, question.title_zh, question.paged, question.scoped) == ("one", "联盟", True, True)
    assert [item.required for item in question.parameters] == [False, False, True]
    assert question.parameters[2].choices == tuple(model.kinds)
    assert question.cypher.startswith("MATCH (a:Alliance)")


@pytest.mark.parametrize(
    ("old", "new", "reason"),
    [
        ("// title_zh: 联盟\n", "", "title_zh"),
        ("$field", "'x'", "参数 field 没有用到"),
        ("$kind", "$sort", "参数 sort 没有声明"),
        ("SKIP $skip LIMIT $limit", "", "参数 limit 没有用到"),
        ("SKIP $skip LIMIT $limit", "SKIP $skip\nLIMIT $limit", "one page"),
        ("type: string, zh: 编号", "type: text, zh: 编号", "text 不认识"),
        ("type: kind", "type: sort of", "sort of"),
        ("low: 1, high: 9, ", "", "没有上下界"),
        ("{kind: university}", "{}", "示例缺少 kind"),
        ("{kind: university}", "{kind: university, x: 1}", "x 不是参数"),
        ("// example", "// extra: 1\n// example", "extra 不认识"),
        ("// example", "// total: id\n// example", "total=id"),
        ("// example", "// list: false\n// total: all\n// example", "total=all"),
        ("// example", "// cuts: {id: {parameter: min, counted: id}}\n// example", "cuts 中的 id"),
        ("// example", "// cuts: {id: {parameter: field, counted: id}}\n// example", "读不懂"),
        ("MATCH (a:Alliance)", "MERGE (a:Alliance)", "MERGE"),
        ("// title_en: Alliances", "// title_en: [", "读不懂"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_by_name(model: Model, old: str, new: str, reason: str) -> None:
    assert old in GOOD
    with pytest.raises(QuestionError, match=reason) as caught:
        read_question("one", GOOD.replace(old, new), model)
    assert "one.cypher" in str(caught.value)


def test_every_shipped_question_has_both_languages_and_an_example() -> None:
    for question in load_catalogue().values():
        assert question.title_zh != question.title_en
        named = [(item.name, item.zh, item.en) for item in question.parameters]
        named += [(item.name, item.zh, item.en) for item in question.columns]
        assert all(all(texts) for texts in named), (question.name, named)


def test_an_unknown_question_lists_the_known_ones() -> None:
    with pytest.raises(UnknownQuestion, match="shared_memberships"):
        question_named("none")


def test_the_flagship_question_knows_every_kind(model: Model) -> None:
    """It names them, so that the index over kind and count serves with and without a kind."""
    named = re.search(r"ELSE\s*\[([^\]]*)\] END", load_catalogue()["shared_memberships"].cypher)
    assert named is not None
    assert re.findall(r"'(\w+)'", named[1]) == list(model.kinds)
