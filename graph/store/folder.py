"""The data folder: private to its user, on a disk of this machine, with room to write.

Locks over a network are not to be trusted, and neither is a folder that others may write to; both are refused before
anything is started in them.
"""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Iterable
from pathlib import Path

import psutil

from graph.errors import DataFolderError
from graph.store.locks import START

_NETWORK = frozenset(
    {
        *("afpfs", "afs", "beegfs", "ceph", "cifs", "coda", "glusterfs", "gpfs", "lustre", "ncpfs", "nfs", "nfs4"),
        *("ocfs2", "pvfs2", "smb3", "smbfs", "webdav"),
        *("fuse.ceph", "fuse.davfs", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.sshfs"),
    }
)
_ROOM = 50_000_000


def prepare_folder(path: Path) -> Path:
    """The data folder, made if need be (mode 0700), as an absolute path without links. Raises DataFolderError."""
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = path.resolve(strict=True)
        _make_private(folder)
        writable = os.access(folder, os.W_OK | os.X_OK)
        room = shutil.disk_usage(folder).free
    except OSError as error:
        raise DataFolderError(
            f"准备数据文件夹 {path}：{error.strerror} (cannot use the data folder)；"
            "请检查权限，或用 LIANMENG_DATA 换一个文件夹"
        ) from error
    if not writable:
        raise DataFolderError(
            f"准备数据文件夹 {folder}：没有写权限 (no write permission)；请检查权限，或用 LIANMENG_DATA 换一个文件夹"
        )
    kind = file_system(folder, ((part.mountpoint, part.fstype) for part in psutil.disk_partitions(all=True)))
    if is_network(kind):
        raise DataFolderError(
            f"准备数据文件夹 {folder}：它在网络文件系统 {kind} 上 (network file system)，那里的文件锁不可靠；"
            "请用 LIANMENG_DATA 指定本机磁盘上的文件夹"
        )
    if room < _ROOM:
        raise DataFolderError(
            f"准备数据文件夹 {folder}：磁盘只剩 {room // 1_000_000} MB (no space left)；"
            f"请腾出至少 {_ROOM // 1_000_000} MB，或用 LIANMENG_DATA 换一个文件夹"
        )
    return folder


def _make_private(folder: Path) -> None:
    """Sets mode 0700 on a folder that is empty or already ours; one with other things in it is left as it is."""
    status = folder.stat()
    if stat.S_IMODE(status.st_mode) == 0o700 and status.st_uid == os.geteuid():
        return
    if status.st_uid == os.geteuid() and ((folder / START).exists() or not any(folder.iterdir())):
        folder.chmod(0o700)
        return
    raise DataFolderError(
        f"准备数据文件夹 {folder}：它不只属于当前用户，里面已有别的文件 (not a private folder)；"
        "请用 LIANMENG_DATA 指定一个空文件夹，或先执行 chmod 700"
    )


def file_system(folder: Path, mounts: Iterable[tuple[str, str]]) -> str:
    """Kind of the file system that holds `folder`; `mounts` = (mount point, kind), a later one hides an earlier one."""
    found, depth = "", -1
    for point, kind in mounts:
        place = Path(point)
        if (folder == place or place in folder.parents) and len(place.parts) >= depth:
            found, depth = kind, len(place.parts)
    return found


def is_network(kind: str) -> bool:
    """True for a file system that lives on another machine."""
    return kind.lower() in _NETWORK
