/** Benchmarks of neural-network layers. */
@NullMarked
package org.warpath.bench.nn;

import org.jspecify.annotations.NullMarked;
