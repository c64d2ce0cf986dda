/** Layers that join, cut, move and combine elements. */
@NullMarked
package org.warpath.nn.arrays;

import org.jspecify.annotations.NullMarked;
