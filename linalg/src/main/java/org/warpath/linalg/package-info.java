/**
 * What dense and sparse linear algebra share: element types and the ways a computation can fail.
 */
@NullMarked
package org.warpath.linalg;

import org.jspecify.annotations.NullMarked;
