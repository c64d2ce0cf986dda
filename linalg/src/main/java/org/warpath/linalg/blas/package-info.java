/** BLAS: products, triangular solves and the small operations beside them. */
@NullMarked
package org.warpath.linalg.blas;

import org.jspecify.annotations.NullMarked;
