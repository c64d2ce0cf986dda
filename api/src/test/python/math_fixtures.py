"""Writes requests for mathematics as NumPy saves them, and what NumPy computes of them.

Run it in this folder: python3 math_fixtures.py; made with NumPy 1.24.2.
"""

import os

import numpy as np

FOLDER = "../resources/org/warpath/api/service/math"


def path(name):
    return os.path.join(FOLDER, name)


random = np.random.default_rng(5)
a = random.standard_normal((7, 5))
b = random.standard_normal((5, 6))
square = random.standard_normal((6, 6)) + 4 * np.eye(6)
sides = random.standard_normal((6, 2))
tall = random.standard_normal((9, 4))
symmetric = square + square.T
signal = random.standard_normal((4, 6, 5)) + 1j * random.standard_normal((4, 6, 5))

np.savez(path("gemm.npz"), a=a, b=b)
np.savez_compressed(path("gemm-float32.npz"), a=a.astype(np.float32), b=np.asfortranarray(b, np.float32))
np.savez(path("solve.npz"), a=square, b=sides)
np.savez(path("lstsq.npz"), a=tall, b=tall @ np.arange(4.0))
np.save(path("svd.npy"), tall)
np.save(path("eigs.npy"), symmetric)
np.save(path("fft.npy"), np.asfortranarray(signal))
np.save(path("rfft.npy"), signal.real.astype(np.float32))
np.savez(
    path("expected.npz"),
    gemm=a @ b,
    transposed=3 * (b.T @ a.T),
    solve=np.linalg.solve(square, sides),
    lstsq=np.arange(4.0),
    svd=np.linalg.svd(tall, compute_uv=False),
    eigs=np.linalg.eigvalsh(symmetric),
    fft=np.ascontiguousarray(np.fft.fft(signal)),
    ifft2=np.ascontiguousarray(np.fft.ifft2(signal, axes=(0, 2))),
    rfft=np.ascontiguousarray(np.fft.rfft(signal.real)),
)
