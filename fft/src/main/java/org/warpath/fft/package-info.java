/** Fourier transforms and what is made of them: convolution, spectra, cosine transforms. */
@NullMarked
package org.warpath.fft;

import org.jspecify.annotations.NullMarked;
