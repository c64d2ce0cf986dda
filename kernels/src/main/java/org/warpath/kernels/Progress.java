package org.warpath.kernels;

/**
 * How far a run has come.
 *
 * @param step what is being done, in a word or two: {@code "pagerank"}, {@code "sort"}
 * @param done units finished
 * @param total units in all, or −1 when that is not known in advance
 * @param residual the iteration's residual, NaN where there is none
 */
public record Progress(String step, long done, long total, double residual) {}
