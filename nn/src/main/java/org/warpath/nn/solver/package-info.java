/** Solvers: how parameters change by their gradients. */
@NullMarked
package org.warpath.nn.solver;

import org.jspecify.annotations.NullMarked;
