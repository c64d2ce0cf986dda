/** Examples to learn from, and the batches they come in. */
@NullMarked
package org.warpath.nn.data;

import org.jspecify.annotations.NullMarked;
