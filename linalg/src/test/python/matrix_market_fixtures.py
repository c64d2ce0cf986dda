#!/usr/bin/env python3
"""Writes what SciPy 1.17 reads of the Matrix Market files in a folder to ../resources/matrices/expected.csv.

    matrix_market_fixtures.py FOLDER

A line a file: name, csr or array, rows, columns, entries, CRC-32. The sum is over the rows' offsets (int64), the
columns (int32) and the values (float64) of the sorted CSR; of an array, over the elements by rows. Files that SciPy
refuses are left out, and so are complex and deliberately broken ones.
"""
import pathlib
import sys
import zlib

import numpy as np
import scipy.io
import scipy.sparse

HERE = pathlib.Path(__file__).resolve().parent.parent / "resources" / "matrices"
lines = []
for file in sorted(pathlib.Path(sys.argv[1]).glob("*.mtx")):
    try:
        a = scipy.io.mmread(file, spmatrix=False)
    except (ValueError, OverflowError) as e:
        print(file.name, e)
        continue
    if a.dtype.kind == "c" or file.name.startswith("mangled"):
        continue
    if scipy.sparse.issparse(a):
        a = scipy.sparse.csr_array(a)
        a.sort_indices()
        parts = [a.indptr.astype("<i8"), a.indices.astype("<i4"), a.data.astype("<f8")]
        kind, entries = "csr", a.nnz
    else:
        parts = [np.ascontiguousarray(a, "<f8")]
        kind, entries = "array", a.size
    crc = 0
    for part in parts:
        crc = zlib.crc32(part.tobytes(), crc)
    lines.append("%s,%s,%d,%d,%d,%08x\n" % (file.stem, kind, *a.shape, entries, crc))
(HERE / "expected.csv").write_text("".join(lines))
