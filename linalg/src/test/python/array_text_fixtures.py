#!/usr/bin/env python3
"""Writes arrays and what NumPy 2.4's str() makes of them, for ArrayTextTest: fills ../resources/array_text.

arrays.npz holds, of each type, the arrays' elements one behind the other; texts.txt.gz, for each array in this
order, a line "=== type sizes" and the text's lines.
"""
import gzip
import pathlib

import numpy as np

HERE = pathlib.Path(__file__).resolve().parent.parent / "resources" / "array_text"
TYPES = ["f2", "f4", "f8"]
rng = np.random.default_rng(4)

SPELLED = [
    [0.0], [-0.0], [1.0], [-1.5, 2.25], [0.1, 0.2, 0.3], [1e-4], [9.9e-5], [1e-5, 1.0], [1.0, 1000.0],
    [1.0, 1001.0], [0.5, 500.5], [99999999.0], [1e8], [123456.0], [999999.0], [1e6], [1e7], [999.0], [1000.0],
    [np.nan], [np.inf], [-np.inf], [np.nan, np.inf], [np.nan, -np.inf], [np.nan, 1.0], [np.inf, 1e-9],
    [-np.inf, 1.5], [1e300, 1e-300], [1e100, 1.0], [1e-310, 5e-324], [1.7976931348623157e308],
    [3.4028234663852886e38], [1.1754943508222875e-38], [1e-45], [65504.0], [6e-8], [6.1e-5, 6.1e-5],
    [1 / 3, 2 / 3], [1e-10, 1.2345678e-5], [1.23456789e-5, 1e-10], [123456789.123, 1.0], [0.000123456789],
    [1.000000005, 2.000000015], [0.99999999999], [9.9999999951], [999.999999999, 0.1], [0.12345678901234],
    [2.0**-30, 2.0**-20], [2.0**52, 1.0], [4503599627370497.5], [9007199254740993.0], [1e22, 1e23], [5e-5, 0.0],
    [-0.0, 1e-7], [-1e-7, 1e200], [1e5, 0.1], [100.0, 0.1], [100.1, 0.1], [-1e8, 7.0], [0.30000000000000004],
    [1.125, 2.00390625, 3.998046875], [16777217.0, 1.0], [0.00390625 + 2.0**-9, 1.0], [8.5, 1e-3], [-3.0, np.nan],
]


def random_arrays(code):
    bits = {"f2": "u2", "f4": "u4", "f8": "u8"}[code]
    for n in range(1, 25):
        yield rng.standard_normal(n)
        yield np.round(rng.standard_normal(n) * 100, rng.integers(0, 6))
        yield rng.lognormal(0, 3, n)
        yield rng.integers(-1000, 1000, n) / 8
        yield np.exp2(rng.integers(-20, 20, n).astype(float))
        yield rng.integers(0, np.iinfo(bits).max, min(n, 9), dtype=bits, endpoint=True).view(code)
    for shape in [(1, 1), (1, 5), (5, 1), (3, 4), (2, 30), (4, 9), (0, 3), (3, 0), (2, 0, 4), (2, 3, 4), (1, 1, 1),
                  (3, 2, 20), (2, 4, 3)]:
        yield rng.standard_normal(shape)
        a = rng.lognormal(0, 2, shape)
        a.flat[::3] = np.nan
        a.flat[1::4] = -np.inf
        yield a
    for shape in [(1000,), (1001,), (40, 26), (1, 1001), (1001, 1), (6, 200), (7, 200), (200, 5), (8, 7, 30),
                  (11, 11, 11), (2, 2, 300)]:
        yield (rng.integers(-9, 9, shape) / 4).astype("f2")
    yield np.arange(100.0)
    yield np.arange(1000.0)
    yield np.where(np.arange(1200) == 600, 1e30, 1.5)
    yield np.where(np.arange(1200) == 2, -1e3, 1e-3)


arrays = {}
texts = []
for code in TYPES:
    with np.errstate(all="ignore"):
        cases = [np.array(s).astype(code) for s in SPELLED] + [a.astype(code) for a in random_arrays(code)]
    cases.append(np.zeros(0, code))
    arrays[cases[0].dtype.name] = np.concatenate([a.ravel() for a in cases])
    for a in cases:
        texts.append("=== %s %s\n%s\n" % (a.dtype.name, "x".join(map(str, a.shape)), a))
HERE.mkdir(parents=True, exist_ok=True)
np.savez_compressed(HERE / "arrays.npz", **arrays)
with open(HERE / "texts.txt.gz", "wb") as f, gzip.GzipFile("", "wb", mtime=0, fileobj=f) as z:
    z.write("".join(texts).encode())
