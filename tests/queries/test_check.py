"""What is given to a question, before anything is asked."""

from __future__ import annotations

from typing import Any

import pytest

from graph.quantity import unit_table
from queries.catalogue import question_named
from queries.check import checked


class Nothing:
    """A store that is not needed."""

    def read(self, *_: object, **__: object) -> list[dict[str, Any]]:
        raise AssertionError


@pytest.mark.parametrize("unit", sorted({row.canonical for row in unit_table().values()}))
def test_a_unit_may_be_given_as_answers_and_facets_give_it(unit: str) -> None:
    given = checked(Nothing(), question_named("targets"), {"unit": unit, "value_from": 3})
    assert (given["unit"], given["value_from"]) == (unit, 3)


def test_a_unit_as_it_is_written_is_normalised_with_its_amounts() -> None:
    given = checked(Nothing(), question_named("targets"), {"unit": "万吨", "value_from": 2})
    assert (given["unit"], given["value_from"]) == ("t", 20_000)
