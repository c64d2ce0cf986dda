#include "fourier.h"

#include <cmath>

namespace fourier {
namespace {

constexpr size_t LARGEST_FACTOR = 61;  // beyond it, Bluestein's way costs less than the sum itself
constexpr double PI = 3.14159265358979323846;

size_t smallestFactor(size_t n) {
  for (size_t p = 2; p * p <= n; p++)
    if (n % p == 0) return p;
  return n;
}

size_t largestFactor(size_t n) {
  size_t largest = 1;
  while (n > 1) {
    largest = smallestFactor(n);
    n /= largest;
  }
  return largest;
}

// exp(sign·2πi·k/n), exact where it is 1, i, -1 or -i.
Complex root(size_t k, size_t n, int sign) {
  constexpr Complex QUARTERS[] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
  if (4 * k % n == 0) {
    Complex quarter = QUARTERS[4 * k / n % 4];
    return sign > 0 ? quarter : std::conj(quarter);
  }
  return std::polar(1.0, sign * 2 * PI * static_cast<double>(k) / static_cast<double>(n));
}

struct Roots {
  std::vector<Complex> powers;
  Roots(size_t n, int sign) {
    for (size_t k = 0; k < n; k++) powers.push_back(root(k, n, sign));
  }
};

// Cooley and Tukey's decimation in time: out[n] from in[0], in[stride], …
void mixed(const Complex* in, Complex* out, size_t n, size_t stride, const Roots& roots) {
  if (n == 1) {
    *out = *in;
    return;
  }
  size_t p = smallestFactor(n), m = n / p, total = roots.powers.size(), unit = total / n;
  for (size_t r = 0; r < p; r++) mixed(in + r * stride, out + r * m, m, stride * p, roots);
  std::vector<Complex> parts(p);
  for (size_t k = 0; k < m; k++) {
    for (size_t r = 0; r < p; r++) parts[r] = out[r * m + k] * roots.powers[r * k * unit];
    for (size_t q = 0; q < p; q++) {
      Complex sum = parts[0];
      for (size_t r = 1; r < p; r++) sum += parts[r] * roots.powers[r * q % p * (total / p)];
      out[q * m + k] = sum;
    }
  }
}

// jk = (j² + k² - (k - j)²)/2 makes of the transform a convolution, done at a power of two.
std::vector<Complex> bluestein(const std::vector<Complex>& x, int sign) {
  size_t n = x.size(), size = 1;
  while (size < 2 * n - 1) size *= 2;
  std::vector<Complex> chirp(n), a(size), b(size);
  for (size_t k = 0; k < n; k++)
    chirp[k] = std::polar(1.0, sign * PI * static_cast<double>(k * k % (2 * n)) / static_cast<double>(n));
  for (size_t k = 0; k < n; k++) a[k] = x[k] * chirp[k];
  for (size_t k = 0; k < n; k++) b[k] = b[(size - k) % size] = std::conj(chirp[k]);
  a = transform(a, -1);
  b = transform(b, -1);
  for (size_t k = 0; k < size; k++) a[k] *= b[k];
  a = transform(a, 1);
  std::vector<Complex> result(n);
  for (size_t k = 0; k < n; k++) result[k] = a[k] * chirp[k] / static_cast<double>(size);
  return result;
}

}  // namespace

std::vector<Complex> transform(const std::vector<Complex>& x, int sign) {
  if (x.empty()) return {};
  if (largestFactor(x.size()) > LARGEST_FACTOR) return bluestein(x, sign);
  std::vector<Complex> result(x.size());
  mixed(x.data(), result.data(), x.size(), 1, Roots(x.size(), sign));
  return result;
}

void transform(std::vector<Complex>& array, const std::vector<size_t>& shape, size_t firstDimension, size_t lastDimension, int sign) {
  size_t inner = 1;
  for (size_t d = shape.size(); d-- > 0;) {
    size_t n = shape[d], block = n * inner;
    if (d >= firstDimension && d < lastDimension) {
      for (size_t start = 0; start < array.size(); start += block) {
        for (size_t i = start; i < start + inner; i++) {
          std::vector<Complex> line(n);
          for (size_t k = 0; k < n; k++) line[k] = array[i + k * inner];
          line = transform(line, sign);
          for (size_t k = 0; k < n; k++) array[i + k * inner] = line[k];
        }
      }
    }
    inner = block;
  }
}

}  // namespace fourier
