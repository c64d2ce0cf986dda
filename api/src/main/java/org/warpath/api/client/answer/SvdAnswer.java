package org.warpath.api.client.answer;

import org.jspecify.annotations.Nullable;

/**
 * A singular value decomposition a = u · diag(values) · vt.
 *
 * @param engine what computed it
 * @param values k = min(m, n) singular values, descending
 * @param u m × k, or m × m, the left vectors in its columns; null if they were not asked for
 * @param vt k × n, or n × n, the right vectors in its rows; null if they were not asked for
 * @param conditionNumber the largest value over the smallest; NaN if that is not finite
 * @param seconds how long it took, without waiting for the engine
 */
public record SvdAnswer(
    String engine,
    double[] values,
    double @Nullable [][] u,
    double @Nullable [][] vt,
    double conditionNumber,
    double seconds) {}
