/** The CUDA engine: cuFFT, and transforms of what is on a device already. */
@NullMarked
package org.warpath.fft.cuda;

import org.jspecify.annotations.NullMarked;
