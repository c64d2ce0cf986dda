/** Normalisation: by the batch, by example, by neighbouring channels; and scales of channels. */
@NullMarked
package org.warpath.nn.normalization;

import org.jspecify.annotations.NullMarked;
