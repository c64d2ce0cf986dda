package org.warpath.api.client.answer;

import org.jspecify.annotations.Nullable;

/**
 * The solution of a system of linear equations.
 *
 * @param <T> {@code double[]}, or {@code double[][]} of several in its columns
 * @param engine what computed it
 * @param values x
 * @param seconds how long it took, without waiting for the engine
 * @param method lu, cholesky, lstsq, cg, bicgstab or gmres
 * @param reciprocalCondition of lu and cholesky: how far from singular the matrix is, 1 at best;
 *     else NaN
 * @param rank of lstsq: the matrix's rank; else null
 * @param preconditioner of iterative methods; else null
 * @param iterations of iterative methods; else null
 * @param residual of iterative methods: ‖b − a·x‖ / ‖b‖; else NaN
 */
public record SolveAnswer<T>(
    String engine,
    T values,
    double seconds,
    String method,
    double reciprocalCondition,
    @Nullable Integer rank,
    @Nullable String preconditioner,
    @Nullable Integer iterations,
    double residual) {}
