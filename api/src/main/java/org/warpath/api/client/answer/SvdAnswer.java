package org.warpath.api.client.answer;

import org.jspecify.annotations.Nullable;

/**
 * A singular value decomposition a = u · diag(values) · vt.
 *
 * @param engine what computed it
 * @param values k = min(m, n) singular values, descending
 * @param u m × k, the left vectors in its columns; null if they were not asked for
 * @param vt k × n, the right vectors in its rows; null if they were not asked for
 * @param seconds how long it took
 */
public record SvdAnswer(
    String engine,
    double[] values,
    double @Nullable [][] u,
    double @Nullable [][] vt,
    double seconds) {}
