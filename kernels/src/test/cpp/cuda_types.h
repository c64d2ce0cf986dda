// cudaDataType_t, and 16-bit numbers.
#pragma once

#include <cstdint>
#include <cstring>

namespace emulator {

enum DataType { R_32F = 0, R_64F = 1, R_16F = 2, C_32F = 4, C_64F = 5, R_16BF = 14 };

inline size_t sizeOf(int type) {
  switch (type) {
    case R_16F:
    case R_16BF: return 2;
    case R_32F: return 4;
    case R_64F:
    case C_32F: return 8;
    case C_64F: return 16;
    default: return 0;
  }
}

inline uint32_t bitsOf(float value) {
  uint32_t bits;
  memcpy(&bits, &value, 4);
  return bits;
}

inline float ofBits(uint32_t bits) {
  float value;
  memcpy(&value, &bits, 4);
  return value;
}

// Keeps `kept` of the 23 bits of a float's fraction, rounding to the nearest, ties to even.
inline float roundFraction(float value, int kept) {
  uint32_t bits = bitsOf(value);
  if ((bits & 0x7F800000) == 0x7F800000) return value;
  int dropped = 23 - kept;
  uint32_t half = 1u << (dropped - 1);
  bits += half - 1 + (bits >> dropped & 1);
  return ofBits(bits & ~((1u << dropped) - 1));
}

inline uint16_t toBfloat(float value) {
  if (value != value) return 0x7FFF;
  return static_cast<uint16_t>(bitsOf(roundFraction(value, 7)) >> 16);
}

inline float ofBfloat(uint16_t bits) { return ofBits(static_cast<uint32_t>(bits) << 16); }

inline float ofHalf(uint16_t bits) {
  uint32_t sign = static_cast<uint32_t>(bits & 0x8000) << 16;
  uint32_t exponent = bits >> 10 & 31, fraction = bits & 1023;
  if (exponent == 31) return ofBits(sign | 0x7F800000 | fraction << 13);
  if (exponent == 0) {
    float small = static_cast<float>(fraction) * 0x1p-24f;
    return sign ? -small : small;
  }
  return ofBits(sign | (exponent + 112) << 23 | fraction << 13);
}

inline uint16_t toHalf(float value) {
  uint16_t sign = static_cast<uint16_t>(bitsOf(value) >> 16 & 0x8000);
  float size = value < 0 ? -value : value;
  if (value != value) return 0x7FFF;
  if (size < 0x1p-14f) {
    // Adding this constant leaves the multiples of 2⁻²⁴ in the low bits, rounded to even.
    return static_cast<uint16_t>(sign | (bitsOf(size + 0.5f) - bitsOf(0.5f)));
  }
  uint32_t bits = bitsOf(roundFraction(size, 10));
  if (bits >= 0x47800000) return sign | 0x7C00;
  return static_cast<uint16_t>(sign | ((bits - (112u << 23)) >> 13));
}

inline double loadNumber(int type, const void* at, int64_t i) {
  switch (type) {
    case R_16F: return static_cast<double>(ofHalf(static_cast<const uint16_t*>(at)[i]));
    case R_16BF: return static_cast<double>(ofBfloat(static_cast<const uint16_t*>(at)[i]));
    case R_32F: return static_cast<double>(static_cast<const float*>(at)[i]);
    default: return static_cast<const double*>(at)[i];
  }
}

inline void storeNumber(int type, void* at, int64_t i, double value) {
  switch (type) {
    case R_16F: static_cast<uint16_t*>(at)[i] = toHalf(static_cast<float>(value)); break;
    case R_16BF: static_cast<uint16_t*>(at)[i] = toBfloat(static_cast<float>(value)); break;
    case R_32F: static_cast<float*>(at)[i] = static_cast<float>(value); break;
    default: static_cast<double*>(at)[i] = value;
  }
}

}  // namespace emulator
