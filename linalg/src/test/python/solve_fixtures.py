"""Reference solutions and eigenvalues for the iterative solvers, by SciPy's direct methods.

Usage: python3 solve_fixtures.py MATRICES OUT, where MATRICES holds gr_900_900_crg.mtx, west0067.mtx
and bcsstk13.mtx (SuiteSparse, NIST Matrix Market). Made with NumPy 2.4 and SciPy 1.17.
"""
import sys
from pathlib import Path

import numpy as np
import scipy.io
import scipy.linalg
import scipy.sparse as sp
import scipy.sparse.linalg as sl

matrices, out = Path(sys.argv[1]), Path(sys.argv[2])


def read(name):
    a = sp.csr_matrix(scipy.io.mmread(matrices / f"{name}.mtx"))
    a.sort_indices()
    return a


def csr(a):
    return dict(
        offsets=a.indptr.astype(np.int64),
        columns=a.indices.astype(np.int32),
        values=a.data.astype(np.float64),
        size=np.array([a.shape[0]], np.int64),
    )


def right(n):
    return np.random.default_rng(4).standard_normal(n)


def save(name, **arrays):
    np.savez_compressed(out / f"{name}.npz", **arrays)


a = read("gr_900_900_crg")
b = right(900)
save(
    "gr_900_900_crg",
    **csr(a),
    b=b,
    x=sl.splu(a.tocsc()).solve(b),
    eigenvalues=scipy.linalg.eigvalsh(a.toarray()),
)

# Its zero diagonal is what preconditioners stumble over; shifted it can be solved with.
a = read("west0067")
b = right(67)
save("west0067", **csr(a), b=b, x=scipy.linalg.solve(a.toarray(), b))

# Convection and diffusion on a 30x30 grid: unsymmetric, with a diagonal.
n = 30
e = np.ones(n)
d = sp.diags([-1.6 * e[1:], 2.3 * e, -0.5 * e[1:]], [-1, 0, 1])
a = sp.csr_matrix(sp.kron(sp.identity(n), d) + sp.kron(d, sp.identity(n)))
a.sort_indices()
b = right(n * n)
save("convection", **csr(a), b=b, x=sl.splu(a.tocsc()).solve(b))

# A stiffness matrix of condition 1e10, too large to be kept here: its spectrum's upper end alone.
a = read("bcsstk13")
save("bcsstk13", largest=scipy.linalg.eigvalsh(a.toarray())[-6:])
