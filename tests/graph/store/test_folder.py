from __future__ import annotations

import stat
from pathlib import Path
from typing import NamedTuple

import psutil
import pytest

from graph.errors import DataFolderError
from graph.store import folder as folders
from graph.store.locks import START


class Mount(NamedTuple):
    mountpoint: str
    fstype: str


class Usage(NamedTuple):
    free: int


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_a_new_folder_is_private(tmp_path: Path) -> None:
    made = folders.prepare_folder(tmp_path / "a" / "b")
    assert _mode(made) == 0o700
    assert made == (tmp_path / "a" / "b").resolve()


def test_an_empty_folder_and_our_own_are_made_private_again(tmp_path: Path) -> None:
    place = tmp_path / "data"
    place.mkdir(0o755)
    folders.prepare_folder(place)
    assert _mode(place) == 0o700
    (place / START).touch()
    place.chmod(0o755)
    folders.prepare_folder(place)
    assert _mode(place) == 0o700


def test_an_open_folder_with_other_things_is_refused_and_left_alone(tmp_path: Path) -> None:
    place = tmp_path / "home"
    place.mkdir()
    place.chmod(0o755)
    (place / "letter.txt").touch()
    with pytest.raises(DataFolderError, match="not a private folder"):
        folders.prepare_folder(place)
    assert _mode(place) == 0o755


def test_two_names_of_one_folder_are_one_folder(tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(folders.prepare_folder(tmp_path / "data"))
    assert folders.prepare_folder(tmp_path / "link") == folders.prepare_folder(tmp_path / "data")


def test_a_place_where_nothing_can_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(DataFolderError, match="LIANMENG_DATA"):
        folders.prepare_folder(tmp_path / "file" / "data")
    with pytest.raises(DataFolderError, match="LIANMENG_DATA"):
        folders.prepare_folder(tmp_path / "file")


def test_a_full_disk_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.store.folder.shutil.disk_usage", lambda path: Usage(free=3_000_000))
    with pytest.raises(DataFolderError, match=r"3 MB.*no space left"):
        folders.prepare_folder(tmp_path / "data")


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smb3", "smbfs", "fuse.sshfs", "afs", "lustre", "NFS"])
def test_a_network_file_system_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    mounts = [Mount("/", "ext4"), Mount(str(tmp_path.resolve()), kind)]
    monkeypatch.setattr(psutil, "disk_partitions", lambda all: mounts)
    with pytest.raises(DataFolderError, match="network file system"):
        folders.prepare_folder(tmp_path / "data")


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("/home/li/data", "nfs4"),
        ("/home/li", "nfs4"),
        ("/home/liu/data", "ext4"),
        ("/home/li/data/local/x", "xfs"),
        ("/srv/a", "tmpfs"),
    ],
)
def test_the_deepest_and_last_mount_counts(place: str, kind: str) -> None:
    mounts = [("/", "ext4"), ("/home/li/data/local", "xfs"), ("/home/li", "nfs4"), ("/srv", "nfs"), ("/srv", "tmpfs")]
    assert folders.file_system(Path(place), mounts) == kind


def test_the_disk_of_this_machine_is_no_network(tmp_path: Path) -> None:
    kind = folders.file_system(tmp_path, ((part.mountpoint, part.fstype) for part in psutil.disk_partitions(all=True)))
    assert kind
    assert not folders.is_network(kind)
