#!/usr/bin/env python3
"""Writes the array files that NpyNumpyTest reads, with NumPy 2.4: run here, it fills ../resources/npy.

An array's name tells what is in it: type, sizes, memory order, byte order. In C order, element k is
x = (7 k mod 11 - 3) / 4; integers are 4 x, of unsigned types 4 x + 3, booleans whether x > 0, complex
numbers x - 2 x i.
"""
import io
import pathlib
import zipfile

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent.parent / "resources" / "npy"
TYPES = ["b1", "i1", "i2", "i4", "i8", "u1", "u2", "u4", "u8", "f2", "f4", "f8", "c8", "c16"]
SHAPES = [(), (0,), (1,), (5,), (0, 3), (3, 0), (1, 4), (4, 1), (3, 4), (2, 3, 4), (2, 1, 3), (2, 2, 2, 2)]


def array(code, shape):
    x = (7 * np.arange(int(np.prod(shape))) % 11 - 3) / 4.0
    kind = code[0]
    if kind == "b":
        x = x > 0
    elif kind == "i":
        x = 4 * x
    elif kind == "u":
        x = 4 * x + 3
    elif kind == "c":
        x = x - 2j * x
    return x.astype(code).reshape(shape)


def cases():
    for code in TYPES:
        for shape in SHAPES:
            a = array(code, shape)
            name = "%s_%s" % (a.dtype.name, "x".join(map(str, shape)))
            yield name + "_C_le", a
            if code in ("b1", "i2", "f4", "f8", "c8", "c16"):
                yield name + "_F_le", np.asfortranarray(a) if shape else a
            if code in ("i2", "i4", "u8", "f2", "f4", "f8", "c8", "c16"):
                yield name + "_C_be", a.astype(">" + code)


def npy(a, version):
    out = io.BytesIO()
    np.lib.format.write_array(out, a, version=version)
    return out.getvalue()


HERE.mkdir(parents=True, exist_ok=True)
all_cases = dict(cases())
small = {k: v for k, v in all_cases.items() if v.dtype.kind in "fc" and v.ndim == 2}
np.savez(HERE / "stored.npz", **small)
np.savez_compressed(HERE / "deflated.npz", **all_cases)
np.savez(HERE / "none.npz")
with zipfile.ZipFile(HERE / "versions.npz", "w", zipfile.ZIP_DEFLATED) as z:
    for version in (1, 2, 3):
        z.writestr(zipfile.ZipInfo("version%d" % version), npy(array("f8", (3, 4)), (version, 0)))
np.save(HERE / "matrix.npy", array("f8", (3, 4)))
