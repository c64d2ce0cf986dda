/** Where to sample: grids of affine maps, sampling at a grid, spatial transformers. */
@NullMarked
package org.warpath.nn.spatial;

import org.jspecify.annotations.NullMarked;
