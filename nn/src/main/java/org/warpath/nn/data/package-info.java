/** Examples to learn from: images with labels, and the batches that networks see. */
@NullMarked
package org.warpath.nn.data;

import org.jspecify.annotations.NullMarked;
