#!/usr/bin/env python3
"""Writes ../resources/factor/numpy.npz, which FactorNumpyTest reads, with NumPy 2.4 and SciPy 1.17.

Elements of A and B are multiples of 1/4, exact in float32 too, but for the Hilbert matrix.
"""
import pathlib

import numpy as np
import scipy.linalg

HERE = pathlib.Path(__file__).resolve().parent.parent / "resources" / "factor"
rng = np.random.default_rng(20261124)


def quarters(*shape):
    return rng.integers(-12, 13, shape) / 4.0


def positive(n):
    half = rng.integers(-3, 4, (n, n)) / 1.0
    return half @ half.T + np.eye(n)


CASES = {
    "square1": quarters(1, 1) + 4,
    "square5": quarters(5, 5),
    "square12": quarters(12, 12),
    "square40": quarters(40, 40),
    "spd7": positive(7),
    "spd20": positive(20),
    "symmetric9": (lambda a: a + a.T)(quarters(9, 9)),
    "hilbert6": scipy.linalg.hilbert(6),
    "tall9x4": quarters(9, 4),
    "wide4x9": quarters(4, 9),
    "row1x5": quarters(1, 5),
    "column5x1": quarters(5, 1),
    "deficient8x6": rng.integers(-2, 3, (8, 3)) @ rng.integers(-2, 3, (3, 6)) / 1.0,
    "deficient6x8": rng.integers(-2, 3, (6, 2)) @ rng.integers(-2, 3, (2, 8)) / 1.0,
}

out = {}
for name, a in CASES.items():
    m, n = a.shape
    b = quarters(m, 3)
    x, residuals, rank, s = np.linalg.lstsq(a, b, rcond=None)
    out.update({name + ".a": a, name + ".b": b})
    out.update({name + ".lstsq": x, name + ".residuals": residuals, name + ".s": s})
    out[name + ".rank"] = np.array([np.linalg.matrix_rank(a)])
    assert rank == np.linalg.matrix_rank(a)
    out[name + ".pinv"] = np.linalg.pinv(a, rtol=max(m, n) * np.finfo(float).eps)
    out[name + ".r"] = np.linalg.qr(a).R
    out[name + ".pivotedR"], out[name + ".order"] = scipy.linalg.qr(a, mode="r", pivoting=True)
    p, low, up = scipy.linalg.lu(a, p_indices=True)
    out.update({name + ".l": low, name + ".u": up})
    if m == n:
        sign, logabs = np.linalg.slogdet(a)
        out[name + ".x"] = np.linalg.solve(a, b)
        out[name + ".inv"] = np.linalg.inv(a)
        out[name + ".slogdet"] = np.array([sign, logabs])
        out[name + ".eigh"] = np.linalg.eigvalsh(a)  # by the lower triangle
        out[name + ".cond1"] = np.array([np.linalg.cond(a, 1)])
    if name.startswith(("spd", "hilbert")):
        out[name + ".cholesky"] = np.linalg.cholesky(a)

HERE.mkdir(parents=True, exist_ok=True)
np.savez_compressed(HERE / "numpy.npz", **out)
