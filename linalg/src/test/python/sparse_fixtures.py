"""Reference results of sparse algebra by SciPy 1.17, for SparseScipyTest.

    python3 sparse_fixtures.py <folder of west0067.mtx and lp_afiro.mtx> ../resources/sparse
"""

import pathlib
import sys

import numpy as np
import scipy.io
import scipy.sparse as sp
import scipy.sparse.linalg

source, target = (pathlib.Path(argument) for argument in sys.argv[1:3])
rng = np.random.default_rng(4)
arrays = {}


def put(name, matrix):
    if sp.issparse(matrix):
        csr = sp.csr_array(matrix)
        csr.sort_indices()
        arrays[name + "_offsets"] = csr.indptr.astype(np.int64)
        arrays[name + "_columns"] = csr.indices.astype(np.int32)
        arrays[name + "_values"] = csr.data.astype(np.float64)
        arrays[name + "_shape"] = np.array(csr.shape, dtype=np.int64)
    else:
        arrays[name] = np.ascontiguousarray(matrix)


def products(name, a):
    a = sp.csr_array(a)
    x, y = rng.standard_normal(a.shape[1]), rng.standard_normal(a.shape[0])
    b = rng.standard_normal((a.shape[1], 5))
    put(name, a)
    put(name + "_x", x)
    put(name + "_y", y)
    put(name + "_spmv", 2.5 * (a @ x) - 0.5 * y)
    put(name + "_spmv_transposed", a.T @ y)
    put(name + "_b", b)
    put(name + "_spmm", a @ b)
    put(name + "_gram", a.T @ a)
    put(name + "_transpose", a.T)
    put(name + "_diagonal", a.diagonal())
    left, right = rng.standard_normal((a.shape[0], 7)), rng.standard_normal((7, a.shape[1]))
    put(name + "_left", left)
    put(name + "_right", right)
    pattern = a.copy()
    pattern.data = np.ones_like(a.data)
    put(name + "_sddmm", (pattern.multiply(left @ right)).tocsr() + 0.25 * a)


products("random", sp.random_array((23, 17), density=0.2, rng=rng))
products("west0067", scipy.io.mmread(source / "west0067.mtx"))
products("lp_afiro", scipy.io.mmread(source / "lp_afiro.mtx"))

# Triplets with duplicates, in no order.
rows, columns = rng.integers(0, 9, 60), rng.integers(0, 7, 60)
values = rng.standard_normal(60)
put("triplets_rows", rows.astype(np.int32))
put("triplets_columns", columns.astype(np.int32))
put("triplets_values", values)
put("summed", sp.coo_array((values, (rows, columns)), shape=(9, 7)).tocsr())

# A matrix of which either triangle is regular.
square = sp.random_array((40, 40), density=0.15, rng=rng).tocsr() + sp.diags_array(
    rng.uniform(1, 2, 40)
)
rhs = rng.standard_normal((40, 3))
put("square", square)
put("rhs", rhs)
for name, triangle, lower in ("lower", sp.tril, True), ("upper", sp.triu, False):
    t = sp.csr_array(triangle(square))
    solve = scipy.sparse.linalg.spsolve_triangular
    put(name, solve(t, rhs, lower=lower))
    put(name + "_unit", solve(t, rhs, lower=lower, unit_diagonal=True))
    put(name + "_transposed", solve(sp.csr_array(t.T), rhs, lower=not lower))

target.mkdir(parents=True, exist_ok=True)
np.savez_compressed(target / "scipy.npz", **arrays)
