"""Writes one sparse matrix in each form that warpath reads, as SciPy saves it (SciPy 1.17)."""

import pathlib

import scipy.sparse

folder = pathlib.Path(__file__).parent.parent / "resources/org/warpath/api/cli"
matrix = scipy.sparse.csr_array([[1.0, 0, 2], [0, 0, 3]])
for form in "csr", "csc", "coo":
    scipy.sparse.save_npz(folder / f"scipy-{form}.npz", matrix.asformat(form))
