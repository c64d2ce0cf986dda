/**
 * Dense vectors and matrices, and BLAS on them. Row-major where nothing else is said; any other
 * order is a view with other strides.
 */
@NullMarked
package org.warpath.linalg.dense;

import org.jspecify.annotations.NullMarked;
