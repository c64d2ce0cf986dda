/** Networks and solvers of published results. */
@NullMarked
package org.warpath.nn.recipes;

import org.jspecify.annotations.NullMarked;
