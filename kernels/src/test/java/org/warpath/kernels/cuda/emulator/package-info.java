/** The emulated CUDA driver and compiler (src/test/cpp) as tests see it, and the tests of it. */
@NullMarked
package org.warpath.kernels.cuda.emulator;

import org.jspecify.annotations.NullMarked;
