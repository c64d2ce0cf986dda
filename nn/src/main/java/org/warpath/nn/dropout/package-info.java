/** Layers that are random in training. */
@NullMarked
package org.warpath.nn.dropout;

import org.jspecify.annotations.NullMarked;
