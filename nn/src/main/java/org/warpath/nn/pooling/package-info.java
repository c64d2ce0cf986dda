/** Pooling: each window of a channel becomes one number, its maximum or its mean. */
@NullMarked
package org.warpath.nn.pooling;

import org.jspecify.annotations.NullMarked;
