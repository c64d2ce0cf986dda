package org.warpath.nn.solver;

/**
 * What a gradient becomes before the rule sees it: clamp(scale·g, ±bound) + l2·w + l1·sign(w).
 *
 * @param bound infinite for none
 */
public record GradientFactors(double scale, double bound, double l2, double l1) {}
