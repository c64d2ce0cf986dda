package org.warpath.api.client.answer;

import org.jspecify.annotations.Nullable;

/**
 * An array that was computed.
 *
 * @param <T> {@code double[]}, or {@code double[][]} by rows; complex numbers lie side by side as
 *     real part, imaginary part
 * @param engine what computed it
 * @param values its elements; NaN where they are not finite
 * @param seconds how long it took
 * @param method the method chosen; null where there is no choice
 * @param residual how far it is off, as the operation defines it; NaN where it does not
 */
public record ArrayAnswer<T>(
    String engine, T values, double seconds, @Nullable String method, double residual) {}
