// Elements of the four types as ElementType numbers them, read and written with one rounding: to
// the nearest, ties to even. NaN stays NaN.
#pragma once

#include "warpath.cuh"

#define FLOAT16 0
#define BFLOAT16 1
#define FLOAT32 2
#define FLOAT64 3

__device__ __forceinline__ float float16_value(unsigned short half) {
  unsigned bits = (unsigned)(half & 0x7fff) << 13;
  // The exponent's bias differs by 112; the product is exact, subnormal numbers included.
  float magnitude = __uint_as_float(bits) * 5.192296858534828e33f;
  if ((half & 0x7c00) == 0x7c00) magnitude = __uint_as_float(bits | 0x7f800000u);
  return half & 0x8000 ? -magnitude : magnitude;
}

__device__ __forceinline__ unsigned short float16_bits(float x) {
  unsigned bits = __float_as_uint(x) & 0x7fffffffu;
  unsigned sign = __float_as_uint(x) >> 16 & 0x8000u;
  unsigned rounded;
  if (bits > 0x7f800000u) {
    rounded = 0x7e00u;
  } else if (bits >= 0x477ff000u) {
    rounded = 0x7c00u;  // from 65520 on: infinity
  } else if (bits < 0x38800000u) {
    // Below 2^-14 float16 numbers are multiples of 2^-24, the spacing of float32 from 0.5 on.
    rounded = __float_as_uint(__uint_as_float(bits) + 0.5f) - 0x3f000000u;
  } else {
    rounded = (bits - 0x38000000u + 0xfffu + (bits >> 13 & 1u)) >> 13;
  }
  return (unsigned short)(sign | rounded);
}

__device__ __forceinline__ unsigned short bfloat16_bits(float x) {
  unsigned bits = __float_as_uint(x);
  if (x != x) return 0x7fc0;
  return (unsigned short)((bits + 0x7fffu + (bits >> 16 & 1u)) >> 16);
}

// Rounded to odd: what is not exact gets a last bit of 1, so that rounding once more, to fewer bits,
// is as rounding once (Boldo and Melquiond 2008).
__device__ __forceinline__ float rounded_to_odd(double x) {
  float nearest = (float)x;
  if (x != x || (double)nearest == x) return nearest;
  unsigned bits = __float_as_uint(nearest);
  if (fabs((double)nearest) > fabs(x)) bits--;
  return __uint_as_float(bits | 1u);
}

// Any element as a float64, exactly.
__device__ __forceinline__ double load_element(const void* from, int64 i, int type, double) {
  switch (type) {
    case FLOAT16: return float16_value(((const unsigned short*)from)[i]);
    case BFLOAT16: return __uint_as_float((unsigned)((const unsigned short*)from)[i] << 16);
    case FLOAT32: return ((const float*)from)[i];
    default: return ((const double*)from)[i];
  }
}

// An element of at most 32 bits as a float32, exactly.
__device__ __forceinline__ float load_element(const void* from, int64 i, int type, float) {
  switch (type) {
    case FLOAT16: return float16_value(((const unsigned short*)from)[i]);
    case BFLOAT16: return __uint_as_float((unsigned)((const unsigned short*)from)[i] << 16);
    default: return ((const float*)from)[i];
  }
}

__device__ __forceinline__ void store_element(void* to, int64 i, int type, double x) {
  switch (type) {
    case FLOAT16: ((unsigned short*)to)[i] = float16_bits(rounded_to_odd(x)); break;
    case BFLOAT16: ((unsigned short*)to)[i] = bfloat16_bits(rounded_to_odd(x)); break;
    case FLOAT32: ((float*)to)[i] = (float)x; break;
    default: ((double*)to)[i] = x;
  }
}

__device__ __forceinline__ void store_element(void* to, int64 i, int type, float x) {
  switch (type) {
    case FLOAT16: ((unsigned short*)to)[i] = float16_bits(x); break;
    case BFLOAT16: ((unsigned short*)to)[i] = bfloat16_bits(x); break;
    default: ((float*)to)[i] = x;
  }
}

// Row and column of a row-major place: 32-bit division where it will do, as 64-bit is slow.
__device__ __forceinline__ void split(int64 place, int64 columns, int64* row, int64* column) {
  if (place <= 0xffffffffll && columns <= 0xffffffffll) {
    unsigned quotient = (unsigned)place / (unsigned)columns;
    *row = quotient;
    *column = (unsigned)place - quotient * (unsigned)columns;
  } else {
    *row = place / columns;
    *column = place - *row * columns;
  }
}
