"""What a file says, without any store: extract it, explain it, score it against a gold file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lianmeng.output import Format, FormatOption

if TYPE_CHECKING:
    from ingest.pipeline import Reader

SegmenterOption = Annotated[str | None, typer.Option(help="分词器：rjieba 或 jieba / segmenter")]


def add_to(app: typer.Typer) -> None:
    """Adds the subcommands."""
    app.command("extract")(extract)
    app.command("explain")(explain)
    app.command("evaluate")(evaluate)


def extract(
    files: Annotated[list[Path], typer.Argument(help="要抽取的文件 / files")],
    out: Annotated[Path | None, typer.Option(help="每个文件写一个 DIR/<文件名>.json / one JSON a file")] = None,
    segmenter: SegmenterOption = None,
) -> None:
    """抽取文件中的实体、关系、目标和数目，写成 JSON / Extract what files say, as JSON; no store is used."""
    import json

    from graph.errors import LianmengError, UnreadableSource
    from lianmeng.output import json_text, write

    names = [file.name for file in files]
    if out is not None and len(set(names)) < len(names):
        raise UnreadableSource("有同名的文件，会写到同一个 JSON (two files of one name)；请分别抽取到不同的文件夹")
    reader = _reader(segmenter)
    broken = 0
    for file in files:
        try:
            result = _extracted(file, reader)
        except LianmengError as error:
            typer.echo(str(error), err=True)
            broken += 1
            continue
        if out is not None:
            out.mkdir(parents=True, exist_ok=True)
            (out / f"{file.name}.json").write_text(json_text(result) + "\n", encoding="utf-8")
        else:
            write(json_text(result) if len(files) == 1 else json.dumps(result, ensure_ascii=False))
    if broken:
        raise typer.Exit(1)


def explain(
    file: Annotated[Path, typer.Argument(help="文件 / a file")],
    segmenter: SegmenterOption = None,
    format_: FormatOption = Format.table,
) -> None:
    """逐句说明认出的名称、数量和所用规则 / Each sentence with its names, amounts and the rules that fired."""
    from ingest.read.files import read_document
    from lianmeng.explaining import explain_document, show_explained
    from lianmeng.output import show_rows

    rows = explain_document(read_document(file), _reader(segmenter))
    if format_ is Format.table:
        show_explained(file.name, rows)
    else:
        show_rows(file.name, {key: key for key in rows[0]} if rows else {}, rows, format_)


def evaluate(
    gold: Annotated[list[Path], typer.Argument(help="标注文件或文件夹 / gold files or folders")],
    faults: Annotated[bool, typer.Option(help="列出每处漏和误 / list misses and false positives")] = True,
    segmenter: SegmenterOption = None,
    format_: FormatOption = Format.table,
) -> None:
    """按标注文件给抽取打分：准确率、召回率、F1 / Score the extraction against gold files."""
    from graph.model import load_model
    from ingest.evaluate import evaluate_files
    from ingest.evaluation.render import render_scores, scores_json
    from lianmeng.output import console, json_text, write

    reader = _reader(segmenter)
    scores = evaluate_files(gold, lambda path: _extracted(path, reader))
    if format_ is Format.json:
        write(json_text(scores_json(scores)))
    else:
        console().print(render_scores(scores, load_model(), faults=faults))


def _reader(segmenter: str | None) -> Reader:
    from ingest.pipeline import make_reader
    from ingest.words.lexicon import load_lexicon
    from ingest.words.segment import make_segmenter
    from lianmeng.opened import settings_now
    from lianmeng.words.folder import own_texts

    settings = settings_now()
    return make_reader(load_lexicon(own_texts(settings)), make_segmenter(segmenter or settings.segmenter))


def _extracted(file: Path, reader: Reader) -> dict[str, Any]:
    from ingest.pipeline import extract as run
    from ingest.read.files import read_document
    from ingest.report import extraction_json

    return extraction_json(run(read_document(file), reader))
