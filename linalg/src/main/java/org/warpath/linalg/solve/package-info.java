/** Iterative solvers and eigensolvers over linear operators. */
@NullMarked
package org.warpath.linalg.solve;

import org.jspecify.annotations.NullMarked;
