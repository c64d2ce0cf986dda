package org.warpath.api.client.answer;

import java.util.Map;

/**
 * What every answer says of its run.
 *
 * @param algorithm its name
 * @param graph the graph's name
 * @param graphVersion which graph of that name
 * @param engine what computed, such as {@code cpu (2 threads)}
 * @param iterations passes, levels or rounds; what one is, depends on the algorithm
 * @param residual the last iteration's change in the algorithm's own norm; 0 if it ends exactly
 * @param converged false if the iteration cap came first
 * @param errorBound the largest error that the result can have in the algorithm's own norm; NaN if
 *     none is known
 * @param conventions what exactly was computed
 * @param options the options in force, defaults included
 * @param timings where the time went
 * @param cached whether an earlier run answered
 * @param mode stats, top, stream or store
 */
public record Run(
    String algorithm,
    String graph,
    long graphVersion,
    String engine,
    int iterations,
    double residual,
    boolean converged,
    double errorBound,
    String conventions,
    Map<String, Object> options,
    Timings timings,
    boolean cached,
    String mode) {}
