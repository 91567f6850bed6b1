from __future__ import annotations

import stat
from pathlib import Path

from graph.store import endpoint as endpoints

ACCOUNTS = endpoints.Accounts("secret-of-root", "secret-of-reader")
ENDPOINT = endpoints.make_endpoint(ACCOUNTS, (7001, 7002), 42, 1700000000.5)


def test_an_endpoint_reads_back_as_it_was_written(tmp_path: Path) -> None:
    endpoints.write_endpoint(tmp_path, ENDPOINT)
    assert endpoints.read_endpoint(tmp_path) == ENDPOINT
    assert (ENDPOINT.bolt_port, ENDPOINT.http_port) == (7001, 7002)
    assert endpoints.accounts_of(ENDPOINT) == ACCOUNTS


def test_no_text_form_shows_a_password() -> None:
    for text in (repr(ENDPOINT), str(ENDPOINT), repr(ACCOUNTS), f"{[ENDPOINT, ACCOUNTS]}"):
        assert "secret" not in text


def test_the_file_is_private_from_its_first_moment_and_replaced_whole(tmp_path: Path) -> None:
    path = tmp_path / endpoints.FILE
    path.touch(0o644)
    with path.open() as reader:
        endpoints.write_endpoint(tmp_path, ENDPOINT)
        # Who had the old file open still sees the old file: the new one came by rename.
        assert reader.read() == ""
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [item.name for item in tmp_path.iterdir()] == [endpoints.FILE]


def test_a_draft_left_by_a_killed_writer_is_no_hindrance(tmp_path: Path) -> None:
    (tmp_path / (endpoints.FILE + ".new")).write_text("half")
    endpoints.write_endpoint(tmp_path, ENDPOINT)
    assert endpoints.read_endpoint(tmp_path) == ENDPOINT


def test_no_file_or_a_strange_one_is_no_endpoint(tmp_path: Path) -> None:
    assert endpoints.read_endpoint(tmp_path) is None
    for text in ("", "{", "[]", '{"bolt_uri": "bolt://127.0.0.1:1"}'):
        (tmp_path / endpoints.FILE).write_text(text)
        assert endpoints.read_endpoint(tmp_path) is None
    endpoints.remove_endpoint(tmp_path)
    endpoints.remove_endpoint(tmp_path)
    assert endpoints.read_endpoint(tmp_path) is None


def test_passwords_are_new_each_time() -> None:
    made = [endpoints.new_accounts() for _ in range(3)]
    assert len({account.password for account in made} | {account.reader_password for account in made}) == 6
