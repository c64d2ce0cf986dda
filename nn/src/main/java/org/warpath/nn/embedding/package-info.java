/** Rows of tables chosen by indices. */
@NullMarked
package org.warpath.nn.embedding;

import org.jspecify.annotations.NullMarked;
