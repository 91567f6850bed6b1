"""The guide and the saved statements: every question has its place, and the pictures run and return what they draw."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from html import unescape

import pytest

from graph.errors import QuestionError
from graph.store.bolt import Store
from queries.browser.guide import guide
from queries.browser.saved import FOLDER, archive, documents, titled
from queries.browser.tour import Page, Step, steps, tour
from queries.catalogue import load_catalogue
from queries.statement import complaints

PAGES = tour(load_catalogue())
PICTURES = [step for step in steps(PAGES) if step.name.startswith("picture-")]


def test_every_question_stands_on_one_page() -> None:
    count = Counter(step.name for step in steps(PAGES))
    assert set(count.values()) == {1}
    assert {name for name in count if not name.startswith("picture-")} == set(load_catalogue()) - {"fact_evidence"}


def test_a_question_that_no_page_names_stands_on_the_last() -> None:
    text = "- {zh: 甲, en: a, text_zh: 乙, text_en: b, questions: [members]}"
    first, last = tour(load_catalogue(), text)
    assert [step.name for step in first.steps] == ["members"]
    assert len(last.steps) == len(load_catalogue()) - 2


def test_a_page_that_names_an_unknown_question_is_refused() -> None:
    with pytest.raises(QuestionError, match="nobody_asks"):
        tour(load_catalogue(), "- {zh: 甲, en: a, text_zh: 乙, text_en: b, questions: [nobody_asks]}")


@pytest.mark.parametrize("step", PICTURES, ids=lambda step: step.name)
def test_a_picture_only_reads_and_runs(small_store: Store, step: Step) -> None:
    assert complaints(step.cypher) == []
    small_store.read(step.cypher)


def test_every_statement_stands_in_the_guide_to_be_clicked() -> None:
    clickable = re.findall(r'<pre class="[^"]*runnable[^"]*"[^>]*>(.*?)</pre>', guide(PAGES), re.DOTALL)
    assert [unescape(text) for text in clickable] == [step.cypher for step in steps(PAGES)]


def test_the_guide_refers_to_no_other_address() -> None:
    assert not re.search(r"https?:|//[a-z]|\bsrc=|\bhref=", guide(PAGES))


def test_what_a_page_says_cannot_become_markup() -> None:
    page = Page("<b>", "&", "<script>", "b", (Step("x", "<i>", "c", "RETURN 1 < 2"),))
    made = guide([page])
    assert not re.search(r"<b>|<script>|<i>|1 < 2", made)


def test_saved_statements_are_titled_and_in_one_folder() -> None:
    made = documents(steps(PAGES))
    assert {item["folder"] for item in made} == {FOLDER["id"]}
    assert len({item["id"] for item in made}) == len(made) == len(list(steps(PAGES)))
    for item, step in zip(made, steps(PAGES), strict=True):
        assert item["content"].splitlines()[0] == f"// {step.zh} {step.en}"


def test_the_archive_holds_a_file_for_each() -> None:
    made = archive(steps(PAGES))
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        inside = {name: file.read(name).decode() for name in file.namelist()}
    assert inside == {f"{step.name}.cypher": titled(step) for step in steps(PAGES)}
    assert made == archive(steps(PAGES))
