// Discrete Fourier transforms of any length in double precision, unscaled.
#pragma once

#include <complex>
#include <cstddef>
#include <vector>

namespace fourier {

using Complex = std::complex<double>;

// The transform of a sequence, with the kernel exp(sign·2πi·jk/n).
std::vector<Complex> transform(const std::vector<Complex>& x, int sign);

// The same along each of the dimensions of a row-major array.
void transform(std::vector<Complex>& array, const std::vector<size_t>& shape, size_t firstDimension, size_t lastDimension, int sign);

}  // namespace fourier
