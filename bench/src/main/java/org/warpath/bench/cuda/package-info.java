/**
 * NVIDIA's libraries called with nothing of ours between: what our wrappers are measured against.
 */
@NullMarked
package org.warpath.bench.cuda;

import org.jspecify.annotations.NullMarked;
