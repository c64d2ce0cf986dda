/**
 * Sparse matrices in compressed sparse row form, and products with them over a {@link
 * org.warpath.linalg.sparse.Semiring}.
 */
package org.warpath.linalg.sparse;
