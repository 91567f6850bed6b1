"""Object-mapping classes for notebooks that speak py2neo (extra `lianmeng[py2neo]`); nothing else uses this file.

py2neo is at its end of life: use these classes to read, and the catalogue's questions for all that counts. They follow
graph/model.yaml, which a test checks; what they cannot do stands in docs/py2neo.md.
"""

from __future__ import annotations

from py2neo.ogm import Model, Property, RelatedFrom, RelatedTo


class Alliance(Model):  # type: ignore[misc]
    """联盟: an alliance; `members` are the organisations that any text calls a member, counted or not."""

    __primarykey__ = "id"
    id, name, short_name, aliases = Property(), Property(), Property(), Property()
    founded, field, region, level = Property(), Property(), Property(), Property()
    member_count = Property()
    members = RelatedFrom("Organization", "MEMBER_OF")
    guides = RelatedFrom("Organization", "GUIDES")
    projects = RelatedTo("Project", "RUNS")
    targets = RelatedTo("Target", "HAS_TARGET")


class Organization(Model):  # type: ignore[misc]
    """机构: a company, university, institute or other body; `kind` is a key of the model's kinds."""

    __primarykey__ = "id"
    id, name, aliases, lineage = Property(), Property(), Property(), Property()
    kind, place, alliance_count = Property(), Property(), Property()
    alliances = RelatedTo("Alliance", "MEMBER_OF")
    guided = RelatedTo("Alliance", "GUIDES")
    projects = RelatedTo("Project", "UNDERTAKES")
    targets = RelatedTo("Target", "HAS_TARGET")
    successors = RelatedTo("Organization", "SUCCEEDED_BY")


class Project(Model):  # type: ignore[misc]
    """项目: what an alliance runs or an organisation undertakes."""

    __primarykey__ = "id"
    id, name = Property(), Property()
    run_by = RelatedFrom("Alliance", "RUNS")
    undertaken_by = RelatedFrom("Organization", "UNDERTAKES")
    targets = RelatedTo("Target", "HAS_TARGET")


class Target(Model):  # type: ignore[misc]
    """目标: `value` and `unit` as written, `norm_value` and `norm_unit` to compare."""

    __primarykey__ = "id"
    id, status, subject, metric, comparator = Property(), Property(), Property(), Property(), Property()
    value, value_max, unit, deadline = Property(), Property(), Property(), Property()
    norm_value, norm_value_max, norm_unit = Property(), Property(), Property()
    alliances = RelatedFrom("Alliance", "HAS_TARGET")
    organizations = RelatedFrom("Organization", "HAS_TARGET")
    projects = RelatedFrom("Project", "HAS_TARGET")


CLASSES = (Alliance, Organization, Project, Target)
