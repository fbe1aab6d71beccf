"""The formats that a trace can be written in: one format a file.

FORMATS  the formats there are, by name
"""

from convtutor.records.arrays import NPZ
from convtutor.records.cast import CAST
from convtutor.records.form import Format
from convtutor.records.gif import GIF
from convtutor.records.jsonl import JSONL
from convtutor.records.markdown import MARKDOWN
from convtutor.records.notebook import NOTEBOOK
from convtutor.records.page import HTML
from convtutor.records.script import PYTHON
from convtutor.records.svg import SVG
from convtutor.records.table import CSV
from convtutor.records.text import TEXT
from convtutor.records.trace_json import JSON

FORMATS: dict[str, Format] = {
    "json": JSON,
    "jsonl": JSONL,
    "html": HTML,
    "md": MARKDOWN,
    "py": PYTHON,
    "ipynb": NOTEBOOK,
    "svg": SVG,
    "cast": CAST,
    "gif": GIF,
    "npz": NPZ,
    "csv": CSV,
    "txt": TEXT,
}
