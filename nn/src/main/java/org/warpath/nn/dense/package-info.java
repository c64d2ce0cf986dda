/** Fully connected layers. */
@NullMarked
package org.warpath.nn.dense;

import org.jspecify.annotations.NullMarked;
