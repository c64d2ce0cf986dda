/**
 * Dense linear algebra by NVIDIA's cuBLAS: only here are its handles, its column-major order and
 * its codes known.
 */
@NullMarked
package org.warpath.linalg.blas.cuda;

import org.jspecify.annotations.NullMarked;
