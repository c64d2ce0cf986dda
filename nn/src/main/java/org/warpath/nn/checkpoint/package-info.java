/** Files of weights, and of runs that can be resumed. */
@NullMarked
package org.warpath.nn.checkpoint;

import org.jspecify.annotations.NullMarked;
