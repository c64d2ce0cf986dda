/**
 * Fourier transforms of any length and number of dimensions.
 *
 * <p>Forward transforms are unscaled and use exp(−2πi·jk/n); inverse ones divide by n, so that one
 * undoes the other. Complex numbers lie interleaved: real part, imaginary part. A real transform
 * gives the half spectrum, n/2 + 1 of n complex numbers, since the rest are their conjugates.
 */
@NullMarked
package org.warpath.fft;

import org.jspecify.annotations.NullMarked;
