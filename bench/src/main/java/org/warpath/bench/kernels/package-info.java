/** The hot kernels under JMH, round by round, and whether one result is slower than another. */
@NullMarked
package org.warpath.bench.kernels;

import org.jspecify.annotations.NullMarked;
