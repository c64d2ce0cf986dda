/**
 * What is made of Fourier transforms: convolution and correlation, power spectra, short-time and
 * cosine transforms, windows. Conventions are SciPy's.
 */
@NullMarked
package org.warpath.fft.signal;

import org.jspecify.annotations.NullMarked;
