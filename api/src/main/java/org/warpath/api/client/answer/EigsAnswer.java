package org.warpath.api.client.answer;

import org.jspecify.annotations.Nullable;

/**
 * The eigenvalues of a symmetric matrix.
 *
 * @param engine what computed them
 * @param values n eigenvalues, ascending
 * @param vectors n × n, the eigenvectors in its columns; null if they were not asked for
 * @param seconds how long it took
 */
public record EigsAnswer(
    String engine, double[] values, double @Nullable [][] vectors, double seconds) {}
