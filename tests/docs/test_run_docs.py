"""The examples of the documentation print what the pages say, and the notebook runs."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

import nbclient
import nbformat
import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = ("api.md", "data.md", "python.md", "mcp.md", "reconcile.md", "serving.md", "operations.md", "cypher.md")


@pytest.mark.parametrize("name", PAGES)
def test_the_outputs_of_a_page_are_true(run_docs: ModuleType, stage: Any, name: str) -> None:
    page = (DOCS / name).read_text(encoding="utf-8")
    assert len(run_docs.examples(page)) >= 3
    assert run_docs.run_page(page, stage) == page, "python scripts/run_docs.py"


def test_every_page_is_run(run_docs: ModuleType) -> None:
    assert set(run_docs.PAGES) == set(PAGES)


def test_the_notebook_shows_what_its_cells_give(run_docs: ModuleType, stage: Any) -> None:
    path = DOCS / "notebook.ipynb"
    kept = nbformat.read(path, as_version=4)
    nbformat.validate(kept)
    fresh = run_docs.run_notebook(kept, stage)
    for old, new in zip(kept.cells, fresh.cells, strict=True):
        assert old.source == new.source
        assert old.get("outputs") == new.get("outputs"), f"python scripts/run_docs.py: {old.source}"


def test_a_cell_that_fails_is_not_passed_over(run_docs: ModuleType, stage: Any) -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1 / 0")])
    with pytest.raises(nbclient.exceptions.CellExecutionError, match="ZeroDivisionError"):
        run_docs.run_notebook(notebook, stage)


PAGE = """# 页 Page

```python
a = 1
```

```python
print(a + 1)
```

```text
3
```

```sh
echo http://127.0.0.1:8000
```

words

```text
not an output
```

```sh
printf '{}\\n'
```

```json
```
"""


def test_examples_are_found_and_their_outputs_replaced(run_docs: ModuleType, stage: Any) -> None:
    found = run_docs.examples(PAGE)
    assert [(item.language, item.output is None) for item in found] == [
        ("python", True), ("python", False), ("sh", False),
    ]  # fmt: skip
    assert run_docs.run_page(PAGE, stage) == PAGE.replace("```text\n3\n", "```text\n2\n").replace(
        "```json\n```", "```json\n{}\n```"
    )


def test_the_address_of_the_service_is_written_as_everybody_has_it(run_docs: ModuleType, stage: Any) -> None:
    page = "```sh\necho http://127.0.0.1:8000/x\n```\n\n```text\n```\n"
    assert run_docs.run_page(page, stage).endswith("```text\nhttp://127.0.0.1:8000/x\n```\n")


@pytest.mark.parametrize("code", ["```sh\nfalse\n```\n\n```text\n```\n", "```python\nprint(1)\n```\n"])
def test_an_example_that_fails_or_prints_unseen_is_told(run_docs: ModuleType, stage: Any, code: str) -> None:
    with pytest.raises(ValueError):
        run_docs.run_page(code, stage)
