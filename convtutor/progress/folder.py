"""Where the record lies: CONVTUTOR_DATA, else the user's data folder of this system.

platformdirs is asked where it is installed; without it the same folder is worked out here.
"""

import os
import sys
from pathlib import Path

OURS = "convtutor"
RECORD = "progress.sqlite3"


def data_folder() -> Path | None:
    """Give the folder of the record, whether or not it exists; None where there is no home.

    A home that is no absolute path is no home: what is kept must not depend on the current
    directory. (An empty HOME makes Python take the root folder for it; that is no home either.)
    """
    chosen = os.environ.get("CONVTUTOR_DATA", "")
    if chosen.strip():
        return Path(os.path.abspath(os.path.expanduser(chosen)))
    if os.environ.get("HOME") == "" or not os.path.isabs(os.path.expanduser("~")):
        return None
    folder = Path(_asked_folder())
    return folder if folder.is_absolute() else None


def record_file() -> Path | None:
    """Give the path of the record; None where there is no folder for it."""
    folder = data_folder()
    return None if folder is None else folder / RECORD


def _asked_folder() -> str:
    try:
        import platformdirs
    except ImportError:
        return own_folder()
    return platformdirs.user_data_dir(OURS, appauthor=False)


def own_folder() -> str:
    """Work out the user's data folder as platformdirs does.

    Source: XDG Base Directory Specification; platformdirs, "Platforms".
    """
    if sys.platform == "win32":
        local = os.environ.get("LOCALAPPDATA") or os.path.expanduser(r"~\AppData\Local")
        return os.path.join(local, OURS)
    if sys.platform == "darwin":
        return os.path.join(os.path.expanduser("~/Library/Application Support"), OURS)
    shared = os.environ.get("XDG_DATA_HOME", "")
    home_share = os.path.expanduser("~/.local/share")
    return os.path.join(shared if os.path.isabs(shared) else home_share, OURS)
