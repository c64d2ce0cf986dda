#!/usr/bin/env python3
"""Writes the archives that BlasNumpyTest and ElementsNumpyTest read, with NumPy 2.4 and SciPy 1.17.

Run here, it fills ../resources/blas and ../resources/elements. Inputs are float32 and float64 of a
fixed seed; results are computed in float64 from exactly those inputs.
"""
import pathlib

import numpy as np
import scipy.linalg

RESOURCES = pathlib.Path(__file__).resolve().parent.parent / "resources"


def blas():
    random = np.random.default_rng(2048)
    arrays = {}
    for code in ("f4", "f8"):
        a = random.standard_normal((13, 7)).astype(code)
        b = random.standard_normal((7, 9)).astype(code)
        c = random.standard_normal((13, 9)).astype(code)
        s = random.standard_normal((13, 13)).astype(code)
        x = random.standard_normal(7).astype(code)
        y = random.standard_normal(13).astype(code)
        t = (np.tril(random.standard_normal((13, 13))) / 13 + 2 * np.eye(13)).astype(code)
        wide = [m.astype("f8") for m in (a, b, c, s, x, y, t)]
        A, B, C, S, X, Y, T = wide
        results = {
            "gemm": 1.5 * A @ B - 0.5 * C,
            "gemv": 1.5 * A @ X - 0.5 * Y,
            "ger": A + 1.5 * np.outer(Y, X),
            "syrk": np.tril(1.5 * A @ A.T - 0.5 * S),
            "trsmLeft": scipy.linalg.solve_triangular(T, 1.5 * C, lower=True),
            "trsmRight": scipy.linalg.solve_triangular(T, 1.5 * C, lower=True, trans="T"),
            "dot": np.array([X @ B[:, 3]]),
            "nrm2": np.array([np.linalg.norm(Y)]),
        }
        for name, value in {"a": a, "b": b, "c": c, "s": s, "x": x, "y": y, "t": t, **results}.items():
            arrays[f"{name}_{code}"] = value
    write("blas/blas.npz", arrays)


def elements():
    random = np.random.default_rng(1024)
    x = np.concatenate([
        [0.0, -0.0, 1, -1, 0.5, 2.5, 3.5, -2.5, 709, -745, 1e-300, -1e-9, np.inf, -np.inf, np.nan],
        random.standard_normal(49) * 5])
    y = np.roll(x, 5)
    m = random.standard_normal((17, 11))
    with np.errstate(all="ignore"):
        arrays = {
            "x": x, "y": y, "m": m,
            "NEGATE": -x, "ABS": np.abs(x), "SQUARE": x * x, "SQRT": np.sqrt(x),
            "RECIPROCAL": 1 / x, "EXP": np.exp(x), "EXPM1": np.expm1(x), "LOG": np.log(x),
            "LOG1P": np.log1p(x), "SIN": np.sin(x), "COS": np.cos(x), "TAN": np.tan(x),
            "TANH": np.tanh(x), "RELU": np.maximum(x, 0), "FLOOR": np.floor(x), "CEIL": np.ceil(x),
            "ROUND": np.rint(x),
            "ADD": x + y, "SUBTRACT": x - y, "MULTIPLY": x * y, "DIVIDE": x / y,
            "MIN": np.minimum(x, y), "MAX": np.maximum(x, y), "POW": np.power(x, y),
            "ATAN2": np.arctan2(x, y),
        }
    reductions = {
        "SUM": np.sum, "MEAN": np.mean, "PRODUCT": np.prod, "MIN": np.min, "MAX": np.max,
        "NORM_1": lambda v, axis=None: np.sum(np.abs(v), axis=axis),
        "NORM_2": lambda v, axis=None: np.sqrt(np.sum(v * v, axis=axis)),
        "NORM_INFINITY": lambda v, axis=None: np.max(np.abs(v), axis=axis),
    }
    for name, function in reductions.items():
        arrays[f"{name}_all"] = np.array([function(m)])
        arrays[f"{name}_rows"] = function(m, axis=1)
        arrays[f"{name}_columns"] = function(m, axis=0)
    write("elements/elements.npz", arrays)


def write(name, arrays):
    file = RESOURCES / name
    file.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(file, **arrays)


blas()
elements()
