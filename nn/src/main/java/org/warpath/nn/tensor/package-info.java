/** Arrays of numbers of any number of dimensions, on the host and on a device. */
@NullMarked
package org.warpath.nn.tensor;

import org.jspecify.annotations.NullMarked;
