/**
 * Iterative solvers of linear systems and eigenproblems over {@link
 * org.warpath.linalg.solve.LinearOperator linear operators}, of which nothing is asked but their
 * product with a vector. {@link org.warpath.linalg.solve.ConjugateGradient} is for symmetric
 * positive definite operators, {@link org.warpath.linalg.solve.Gmres} and {@link
 * org.warpath.linalg.solve.BiCgStab} for general ones, {@link org.warpath.linalg.solve.Lanczos} for
 * the eigenpairs of symmetric ones.
 *
 * <p>Each method is written once, over a space of vectors that lie in host memory or on a device.
 * Vectors are float32 or float64, sums and scalars float64.
 */
@NullMarked
package org.warpath.linalg.solve;

import org.jspecify.annotations.NullMarked;
