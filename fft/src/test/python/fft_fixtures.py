"""Writes what NumPy and SciPy answer, for the tests to compare with: fft.npz and signal/signal.npz.

Run once, from the repository's root: python3 fft/src/test/python/fft_fixtures.py
Made with NumPy 2.4 and SciPy 1.17. A name holds all that a test must know to ask the same.
"""

import pathlib

import numpy as np
from scipy import fft as scipy_fft
from scipy import signal

RESOURCES = pathlib.Path("fft/src/test/resources/org/warpath/fft")
random = np.random.default_rng(20261124)


def name(*parts):
    return "_".join("x".join(map(str, p)) if isinstance(p, (tuple, list)) else str(p) for p in parts)


def transforms():
    cases = [((n,), (0,)) for n in (1, 2, 3, 5, 8, 12, 61, 67, 90, 127, 250)]
    cases += [((4, 5), a) for a in ((0,), (1,), (0, 1), (1, 0))]
    cases += [((3, 4, 5), a) for a in ((0, 1, 2), (1,), (0, 2), (2, 0))]
    cases += [((67, 16), (0,)), ((2, 9, 17), (1, 2)), ((16, 24), (0, 1)), ((2, 3, 2, 6), (1, 3))]
    arrays = {}
    for shape, axes in cases:
        z = random.standard_normal(shape) + 1j * random.standard_normal(shape)
        x = random.standard_normal(shape)
        arrays[name("complex", shape, axes, "in")] = z
        arrays[name("complex", shape, axes, "forward")] = np.fft.fftn(z, axes=axes)
        arrays[name("complex", shape, axes, "inverse")] = np.fft.ifftn(z, axes=axes)
        arrays[name("real", shape, axes, "in")] = x
        arrays[name("real", shape, axes, "forward")] = np.fft.rfftn(x, axes=axes)
        # Any half spectrum, not only one that belongs to reals.
        half = list(shape)
        half[axes[-1]] = shape[axes[-1]] // 2 + 1
        h = random.standard_normal(half) + 1j * random.standard_normal(half)
        arrays[name("half", shape, axes, "in")] = h
        arrays[name("half", shape, axes, "inverse")] = np.fft.irfftn(
            h, s=[shape[a] for a in axes], axes=axes)
    for n in (1, 2, 5, 8):
        arrays[name("fftfreq", n)] = np.fft.fftfreq(n, 0.25)
        arrays[name("rfftfreq", n)] = np.fft.rfftfreq(n, 0.25)
    for shape in ((5,), (6,), (3, 4)):
        x = np.arange(np.prod(shape), dtype=float).reshape(shape)
        arrays[name("fftshift", shape)] = np.fft.fftshift(x)
        arrays[name("ifftshift", shape)] = np.fft.ifftshift(x)
    return interleaved(arrays)


def interleaved(arrays):
    """Complex numbers as pairs of reals, flat."""
    return {
        key: np.ascontiguousarray(a).ravel().view(np.float64) if np.iscomplexobj(a)
        else np.asarray(a, dtype=np.float64).ravel()
        for key, a in arrays.items()
    }


def windows():
    kinds = {
        "rectangular": "boxcar", "hann": "hann", "hamming": "hamming", "blackman": "blackman",
        "blackmanHarris": "blackmanharris", "flatTop": "flattop", "kaiser": ("kaiser", 8.6),
        "tukey": ("tukey", 0.3),
    }
    return {
        name("window", kind, n, "periodic" if periodic else "symmetric"):
            signal.get_window(which, n, fftbins=periodic)
        for kind, which in kinds.items() for n in (1, 2, 7, 16) for periodic in (True, False)
    }


def convolutions():
    arrays = {}
    for m, n in ((1, 1), (5, 3), (3, 5), (100, 7), (120, 64), (50, 97), (64, 64)):
        a, b = random.standard_normal(m), random.standard_normal(n)
        arrays[name("convolve", m, n, "a")] = a
        arrays[name("convolve", m, n, "b")] = b
        for mode in ("full", "same", "valid"):
            arrays[name("convolve", m, n, mode)] = signal.convolve(a, b, mode, method="direct")
            arrays[name("correlate", m, n, mode)] = signal.correlate(a, b, mode, method="direct")
    for p, q in (((5, 7), (3, 2)), ((12, 15), (8, 9)), ((9, 8), (9, 8))):
        a, b = random.standard_normal(p), random.standard_normal(q)
        arrays[name("convolve2d", p, q, "a")] = a
        arrays[name("convolve2d", p, q, "b")] = b
        for mode in ("full", "same", "valid"):
            arrays[name("convolve2d", p, q, mode)] = signal.convolve2d(a, b, mode)
            arrays[name("correlate2d", p, q, mode)] = signal.correlate(a, b, mode, method="direct")
    return arrays


def spectra():
    x = np.cumsum(random.standard_normal(500)) + np.sin(0.3 * np.arange(500))
    arrays = {"signal": x}
    for n in (64, 45):
        for detrend in ("none", "constant", "linear"):
            for scaling in ("density", "spectrum"):
                f, p = signal.welch(
                    x, fs=50.0, window="hann", nperseg=n, noverlap=n // 2,
                    detrend=False if detrend == "none" else detrend, scaling=scaling)
                arrays[name("welch", n, detrend, scaling)] = p
        arrays[name("welch", n, "frequencies")] = f
    arrays["periodogram"] = signal.periodogram(x, fs=50.0)[1]
    for n, hop in ((32, 8), (31, 10)):
        w = signal.get_window("hann", n)
        for padding in ("none", "zeros", "reflect"):
            if padding == "none":
                y = x
            else:
                y = np.pad(x, n // 2, mode="constant" if padding == "zeros" else "reflect")
            frames = np.lib.stride_tricks.sliding_window_view(y, n)[::hop]
            arrays[name("stft", n, hop, padding)] = np.fft.rfft(frames * w)[:12]
    # SciPy's own frames: zeros beyond the ends, scaled by the window's sum.
    w = signal.get_window("hann", 32)
    _, _, z = signal.stft(x, window=w, nperseg=32, noverlap=24, boundary="zeros", padded=False)
    arrays["scipystft"] = (z.T * w.sum())[:12]
    for n in (1, 2, 3, 8, 15, 67):
        v = random.standard_normal((3, n))
        arrays[name("dct", n, "in")] = v
        for kind in (2, 3):
            for norm in ("none", "ortho"):
                arrays[name("dct", n, kind, norm)] = scipy_fft.dct(
                    v, kind, norm=None if norm == "none" else norm)
    return interleaved(arrays)


np.savez_compressed(RESOURCES / "fft.npz", **transforms())
np.savez_compressed(RESOURCES / "signal" / "signal.npz", **windows(), **convolutions(), **spectra())
