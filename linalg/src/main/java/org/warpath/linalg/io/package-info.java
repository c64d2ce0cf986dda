/**
 * Vectors and matrices in files: NumPy's, Matrix Market's, CSV. {@link
 * org.warpath.linalg.io.AtomicFile} is how every file of ours is written.
 */
@NullMarked
package org.warpath.linalg.io;

import org.jspecify.annotations.NullMarked;
