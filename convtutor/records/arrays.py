"""The arrays of a trace for NumPy: every tensor, operand and array made, by example and name."""

import io
import zipfile
from typing import BinaryIO

import numpy as np

from convtutor.records.form import Format, Progress
from convtutor.records.ruled import ruled
from convtutor.records.selection import Selection

BEGINNING = (1980, 1, 1, 0, 0, 0)  # of the time that a ZIP file knows; no clock is read


def write_arrays(selection: Selection, file: BinaryIO, progress: Progress) -> None:
    """Write an .npz; numpy.load(..., allow_pickle=False) reads it: "1/conv1.output"."""
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_STORED) as archive:
        for done, part in enumerate(selection.recorded):
            run = ruled(part.run).finished()
            arrays = {**part.example.tensors, **run.arrays}
            for name, array in sorted(arrays.items()):
                member = io.BytesIO()
                np.lib.format.write_array(member, np.ascontiguousarray(array), allow_pickle=False)
                entry = zipfile.ZipInfo(f"{part.example.number}/{name}.npy", BEGINNING)
                entry.create_system = 3
                archive.writestr(entry, member.getvalue())
            progress(done + 1, len(selection.recorded))
    file.write(whole.getvalue())


NPZ = Format("npz", ".npz", write_arrays)
