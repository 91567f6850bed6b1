"""What each section of the scores is called, in both languages, from the model and one short list of its own."""

from __future__ import annotations

from graph.model import Model

_PARTS = {
    "mentions": ("提及", "mentions"),
    "entities": ("实体", "entities"),
    "exact": ("精确", "exact"),
    "overlap": ("重叠", "overlapping"),
    "kind": ("类别", "kind"),
    "membership": ("成员关系", "membership"),
    "roles": ("角色", "roles"),
    "relations": ("关系", "relations"),
    "details": ("属性", "details"),
    "values": ("取值", "values"),
    "all": ("合计", "all"),
    "counts": ("声明数", "declared counts"),
    "approximate": ("约数", "approximate"),
    "named": ("列名数", "named"),
    "targets": ("目标", "targets"),
    "figures": ("数据", "figures"),
    "qualitative": ("定性", "qualitative"),
    "found": ("找到", "found"),
    "right": ("全对", "all fields right"),
    "holder": ("所属", "holder"),
    "deadline": ("期限", "deadline"),
    "clauses": ("条文", "clauses"),
    "year": ("年份", "year"),
}
_FIELDS = ("Target", "Alliance", "Clause")
_ORDER = ("entities", "mentions", "kind", "membership", "roles", "relations", "values", "counts", "targets",
          "qualitative", "figures", "clauses")  # fmt: skip


def section_words(section: str, model: Model) -> str:
    """A section in words: `mentions/Company/exact` is 提及·企业·精确 mentions, company, exact."""
    words = [_word(part, model) for part in section.split("/")]
    return "·".join(zh for zh, _ in words) + " " + ", ".join(en for _, en in words)


def in_order(section: str) -> tuple[int, str]:
    """Sorts sections: names first, then what is said of them."""
    head = section.split("/")[0]
    return (_ORDER.index(head) if head in _ORDER else len(_ORDER), section)


def _word(part: str, model: Model) -> tuple[str, str]:
    if part in _PARTS:
        return _PARTS[part]
    for kind in model.kinds.values():
        if kind.label == part:
            return kind.zh, kind.en
    if part in model.nodes:
        return model.nodes[part].zh, model.nodes[part].en
    if part in model.relations:
        return model.relations[part].zh, part
    holders = [model.nodes[label].properties for label in _FIELDS]
    holders += [relation.properties for relation in model.relations.values()]
    for properties in holders:
        if part in properties:
            return properties[part].zh, properties[part].en
    return part, part
