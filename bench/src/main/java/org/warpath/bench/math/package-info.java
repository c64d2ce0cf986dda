/** Benchmarks of matrix products and Fourier transforms beside what else computes them. */
@NullMarked
package org.warpath.bench.math;

import org.jspecify.annotations.NullMarked;
