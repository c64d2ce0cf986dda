/** Training: networks, batches and solvers brought together. */
@NullMarked
package org.warpath.nn.training;

import org.jspecify.annotations.NullMarked;
