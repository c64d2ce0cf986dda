package org.warpath.api.client.answer;

/**
 * An array that was computed.
 *
 * @param <T> {@code double[]}, or {@code double[][]} by rows; complex numbers lie side by side as
 *     real part, imaginary part
 * @param engine what computed it
 * @param values its elements; NaN where they are not finite
 * @param seconds how long it took, without waiting for the engine
 */
public record ArrayAnswer<T>(String engine, T values, double seconds) {}
