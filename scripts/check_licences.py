"""Refuses a locked package whose licence is not on the list; part of `make check`.

Nothing under the GPL may be installed with the program. `docs/licences.md` says in words what is used and why.
"""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCKS = ("requirements.txt", "requirements-dev.txt", "requirements-build.txt")
# SPDX names and the classifiers' and authors' own spellings of them.
ALLOWED = re.compile(
    r"MIT(-CMU|-0)?|Apache(-| )2\.0|BSD-[023]-Clause|0BSD|ISC|PSF-2\.0|Python-2\.0|CNRI-Python"
    r"|MPL-(1\.1|2\.0)|Zlib|Unlicense|CC0-1\.0",
    re.IGNORECASE,
)
CLASSIFIERS = {
    "MIT License": "MIT",
    "BSD License": "BSD-3-Clause",
    "Apache Software License": "Apache-2.0",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "ISC License (ISCL)": "ISC",
    "Python Software Foundation License": "PSF-2.0",
}
# Where the metadata says less than the package's own licence file.
KNOWN = {
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",
    "ahocorasick-rs": "Apache-2.0",
}


def main() -> None:
    """One line for each package that is refused; exit code 1 when there is one."""
    refused = []
    for name in locked():
        try:
            licence = licence_of(distribution(name))
        except PackageNotFoundError:
            continue  # locked for another platform
        if not allowed(licence):
            refused.append(f"{name}：许可为 {licence or '未说明'}，不在允许之列 (licence not allowed)")
    if refused:
        sys.exit("\n".join(refused))


def locked() -> list[str]:
    """The names of all locked packages."""
    texts = [(ROOT / lock).read_text(encoding="utf-8") for lock in LOCKS]
    return sorted({name for text in texts for name in re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)})


def licence_of(package: Distribution) -> str:
    """An SPDX expression, as far as the package's metadata give one."""
    metadata = package.metadata
    name = str(metadata["Name"]).lower().replace("_", "-")
    if name in KNOWN:
        return KNOWN[name]
    if metadata["License-Expression"]:
        return str(metadata["License-Expression"])
    classified = [text.rsplit(" :: ", 1)[-1] for text in metadata.get_all("Classifier") or [] if "License ::" in text]
    known = [CLASSIFIERS[text] for text in classified if text in CLASSIFIERS]
    return " AND ".join(known) if known else str(metadata["License"] or "").split("\n")[0].strip()


def allowed(expression: str) -> bool:
    """Whether every AND part has an alternative (OR) that is on the list."""
    parts = re.split(r"\s+AND\s+", expression.replace("(", "").replace(")", ""))
    return bool(expression) and all(
        any(ALLOWED.fullmatch(choice.strip()) for choice in re.split(r"\s+OR\s+", part)) for part in parts
    )


if __name__ == "__main__":
    main()
