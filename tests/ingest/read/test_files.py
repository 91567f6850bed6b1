"""Which files are sources, under which paths, and that each is read by its own reader."""

from __future__ import annotations

import hashlib
import os
import unicodedata
from pathlib import Path

import pytest

from graph.errors import UnreadableSource
from ingest.read.files import list_sources, read_document


def put(folder: Path, name: str, text: str = "联盟") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def test_a_folder_is_walked_in_order_and_without_what_is_no_source(tmp_path: Path) -> None:
    folder = tmp_path / "收集"
    for name in ("b.md", "a/2.txt", "a/1.csv", "README.md", "_draft.txt", ".hidden/x.txt", "a/README-en.txt", "x.json"):
        put(folder, name)
    put(folder, "~$b.docx")
    found = list_sources([folder])
    assert [(item.collection, item.relative) for item in found] == [
        ("收集", "a/1.csv"),
        ("收集", "a/2.txt"),
        ("收集", "b.md"),
    ]


def test_paths_are_composed(tmp_path: Path) -> None:
    name = "Éa联盟.txt"
    put(tmp_path / "c", unicodedata.normalize("NFD", name))
    assert [item.relative for item in list_sources([tmp_path / "c"])] == [unicodedata.normalize("NFC", name)]


def test_single_files_belong_to_files_or_to_the_named_collection(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt")
    assert [(item.collection, item.relative) for item in list_sources([path, path])] == [("files", "a.txt")]
    assert list_sources([path], "mine")[0].collection == "mine"


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    one, other = put(tmp_path / "1", "a.txt"), put(tmp_path / "2", "a.txt")
    with pytest.raises(UnreadableSource, match="同一个来源"):
        list_sources([one, other])


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match=r"没有\.txt"):
        list_sources([tmp_path / "没有.txt"])
    with pytest.raises(UnreadableSource, match=r"没有\.txt"):
        read_document(tmp_path / "没有.txt")


def test_a_text_keeps_its_line_ends_and_its_header(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    data = "\ufeff---\r\ntitle: 甲联盟成立\r\ndate: 2011-03-18\r\n---\r\n甲联盟成立。\r\n".encode()
    path.write_bytes(data)
    document = read_document(path, collection="c", relative="x/a.md")
    assert (document.collection, document.path) == ("c", "x/a.md")
    assert (document.header.title, document.header.date) == ("甲联盟成立", "2011-03-18")
    assert document.text[document.body :] == "甲联盟成立。\r\n"
    assert document.sha256 == hashlib.sha256(data).hexdigest()


def test_a_table_has_the_genre_of_one(tmp_path: Path) -> None:
    document = read_document(put(tmp_path, "名单.csv", "单位,职务\n甲公司,理事\n"))
    assert (document.header.genre, document.reader, document.body) == ("table", "csv/1", 0)


def test_an_unknown_suffix_is_read_as_text(tmp_path: Path) -> None:
    assert read_document(put(tmp_path, "名单", "甲联盟")).text == "甲联盟"


@pytest.mark.parametrize("name", ["a.doc", "a.xls", "a.caj"])
def test_formats_that_nobody_reads_say_what_to_do(tmp_path: Path, name: str) -> None:
    put(tmp_path, name)
    assert [item.relative for item in list_sources([tmp_path])] == [name]
    with pytest.raises(UnreadableSource, match="另存为"):
        read_document(tmp_path / name)


def test_too_large_a_file_is_refused(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt", "x" * 11)
    assert read_document(path, source_bytes=11).text == "x" * 11
    with pytest.raises(UnreadableSource, match="超过 10 字节"):
        read_document(path, source_bytes=10)


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    with pytest.raises(UnreadableSource, match="不是普通文件"):
        read_document(tmp_path / "a.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root 能读任何文件 (root reads everything)")
def test_a_file_without_rights_is_named(tmp_path: Path) -> None:
    path = put(tmp_path, "a.txt")
    path.chmod(0)
    with pytest.raises(UnreadableSource, match="打不开"):
        read_document(path)
