package org.warpath.kernels;

/**
 * What every result carries.
 *
 * @param engine the engine that ran, as its {@code toString} names it
 * @param iterations passes, levels or rounds done; what one is, each algorithm says
 * @param residual the last iteration's change, in the algorithm's own norm; 0 for algorithms that
 *     end exactly
 * @param converged false when the iteration cap came first: a result all the same, never an
 *     exception
 * @param timings where the time went
 */
public record RunStats(
    String engine, int iterations, double residual, boolean converged, Timings timings) {}
