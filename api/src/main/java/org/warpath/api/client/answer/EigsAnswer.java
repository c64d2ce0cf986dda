package org.warpath.api.client.answer;

import org.jspecify.annotations.Nullable;

/**
 * Eigenvalues of a symmetric matrix.
 *
 * @param engine what computed them
 * @param values k eigenvalues, ascending
 * @param vectors n × k, the eigenvectors in its columns; null if they were not asked for
 * @param residuals ‖a·v − λ·v‖ of each, where some were asked for; else null
 * @param convergedCount how many have met the tolerance, where some were asked for; else null
 * @param seconds how long it took, without waiting for the engine
 */
public record EigsAnswer(
    String engine,
    double[] values,
    double @Nullable [][] vectors,
    double @Nullable [] residuals,
    @Nullable Integer convergedCount,
    double seconds) {}
