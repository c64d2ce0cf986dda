/** Convolutions and transposed convolutions. */
@NullMarked
package org.warpath.nn.convolution;

import org.jspecify.annotations.NullMarked;
