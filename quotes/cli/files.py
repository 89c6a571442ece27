"""Files that commands write: wholly or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from quotes.errors import QuotesError


def check_folder(path: Path) -> None:
    """Check, before anything is read, that there is a folder for the file.

    :raises QuotesError: there is none.
    """
    if not path.parent.is_dir():
        raise QuotesError(f"{path} cannot be written: there is no folder {path.parent}.")


def write_file(path: Path, content: str | bytes) -> None:
    """Write the content into the file, text in UTF-8; a file that is there is replaced at once.

    :raises QuotesError: it cannot be written; what was there stays.
    """
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
        written = Path(name)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.write(content.encode() if isinstance(content, str) else content)
            written.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_mask())
            written.replace(path)
        except BaseException:
            written.unlink(missing_ok=True)
            raise
    except OSError as error:
        said = error.strerror or str(error)
        raise QuotesError(f"{path} cannot be written: {said[:1].lower()}{said[1:]}.") from error


def _mask() -> int:
    """The rights that new files do not get."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
