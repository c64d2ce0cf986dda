/**
 * Sparse matrices by rows, by columns and as triplets, their conversion and sums, and products with
 * vectors over a {@link org.warpath.linalg.sparse.Semiring}. Products of linear algebra and
 * triangular solutions are in {@code org.warpath.linalg.sparse.blas}.
 */
package org.warpath.linalg.sparse;
