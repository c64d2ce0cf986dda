/** The OpenBLAS library, called through the foreign-function interface. Not for users. */
@NullMarked
package org.warpath.linalg.openblas;

import org.jspecify.annotations.NullMarked;
