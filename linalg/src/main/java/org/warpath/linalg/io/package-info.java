/** Vectors and matrices in files: NumPy's, Matrix Market's, CSV. */
@NullMarked
package org.warpath.linalg.io;

import org.jspecify.annotations.NullMarked;
