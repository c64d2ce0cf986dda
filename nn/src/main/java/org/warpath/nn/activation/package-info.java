/** Layers that are a function of each element. */
@NullMarked
package org.warpath.nn.activation;

import org.jspecify.annotations.NullMarked;
