/**
 * Factorizations of dense matrices and what follows from them: systems of equations, least squares,
 * inverses, determinants, ranks, condition numbers, eigenvalues.
 *
 * <p>All are by LAPACK as OpenBLAS has it, on the CPU; with a CUDA engine, which has no single
 * large LU, QR, singular values or eigenvalues in cuBLAS, they run on all processors of the host.
 * Only {@link org.warpath.linalg.factor.LuBatch}, many small systems at once, runs on the device.
 *
 * <p>Elements are float32 or float64 and must be finite. What is given is not modified and may have
 * any strides; results keep their own memory, and matrices among them that are not said to be new
 * are views that refuse to be written.
 */
@NullMarked
package org.warpath.linalg.factor;

import org.jspecify.annotations.NullMarked;
