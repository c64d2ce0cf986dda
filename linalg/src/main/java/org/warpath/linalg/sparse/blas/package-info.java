/**
 * Products with sparse matrices and solutions of sparse triangular systems: {@link
 * org.warpath.linalg.sparse.blas.SparseBlas} on the CPU and on CUDA.
 */
@NullMarked
package org.warpath.linalg.sparse.blas;

import org.jspecify.annotations.NullMarked;
