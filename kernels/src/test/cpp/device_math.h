// Bits, integers, floating point: see device.h.
#pragma once

// Bits as other types -----------------------------------------------------------------------------------------------

template <class To, class From>
inline To warpath_bits(From from) {
  static_assert(sizeof(To) <= sizeof(From) || sizeof(To) == 8, "no bits are lost");
  To to{};
  __builtin_memcpy(&to, &from, sizeof(To) < sizeof(From) ? sizeof(To) : sizeof(From));
  return to;
}
inline int __float_as_int(float x) { return warpath_bits<int>(x); }
inline float __int_as_float(int x) { return warpath_bits<float>(x); }
inline unsigned __float_as_uint(float x) { return warpath_bits<unsigned>(x); }
inline float __uint_as_float(unsigned x) { return warpath_bits<float>(x); }
inline long long __double_as_longlong(double x) { return warpath_bits<long long>(x); }
inline double __longlong_as_double(long long x) { return warpath_bits<double>(x); }
inline int __double2hiint(double x) { return static_cast<int>(__double_as_longlong(x) >> 32); }
inline int __double2loint(double x) { return static_cast<int>(__double_as_longlong(x)); }
inline double __hiloint2double(int high, int low) {
  return __longlong_as_double(static_cast<long long>(high) << 32 | static_cast<unsigned>(low));
}

// Integer intrinsics ------------------------------------------------------------------------------------------------

inline int __clz(int x) { return x ? __builtin_clz(static_cast<unsigned>(x)) : 32; }
inline int __clzll(long long x) { return x ? __builtin_clzll(static_cast<unsigned long long>(x)) : 64; }
inline int __ffs(int x) { return __builtin_ffs(x); }
inline int __ffsll(long long x) { return __builtin_ffsll(x); }
inline int __popc(unsigned x) { return __builtin_popcount(x); }
inline int __popcll(unsigned long long x) { return __builtin_popcountll(x); }
inline unsigned __brev(unsigned x) {
  unsigned reversed = 0;
  for (int bit = 0; bit < 32; bit++) reversed |= (x >> bit & 1u) << (31 - bit);
  return reversed;
}
inline unsigned long long __brevll(unsigned long long x) {
  return static_cast<unsigned long long>(__brev(static_cast<unsigned>(x))) << 32 | __brev(static_cast<unsigned>(x >> 32));
}
inline int __mulhi(int x, int y) { return static_cast<int>(static_cast<long long>(x) * y >> 32); }
inline unsigned __umulhi(unsigned x, unsigned y) {
  return static_cast<unsigned>(static_cast<unsigned long long>(x) * y >> 32);
}
inline long long __mul64hi(long long x, long long y) {
  return static_cast<long long>(static_cast<__int128>(x) * y >> 64);
}
inline unsigned long long __umul64hi(unsigned long long x, unsigned long long y) {
  return static_cast<unsigned long long>(static_cast<unsigned __int128>(x) * y >> 64);
}
inline unsigned __funnelshift_l(unsigned low, unsigned high, unsigned shift) {
  return static_cast<unsigned>((static_cast<unsigned long long>(high) << 32 | low) << (shift & 31) >> 32);
}
inline unsigned __funnelshift_r(unsigned low, unsigned high, unsigned shift) {
  return static_cast<unsigned>((static_cast<unsigned long long>(high) << 32 | low) >> (shift & 31));
}
inline unsigned __byte_perm(unsigned x, unsigned y, unsigned selector) {
  unsigned long long bytes = static_cast<unsigned long long>(y) << 32 | x;
  unsigned result = 0;
  for (int i = 0; i < 4; i++) result |= static_cast<unsigned>(bytes >> (selector >> 4 * i & 7) * 8 & 0xFF) << 8 * i;
  return result;
}

// Floating point: the compiler contracts nothing (-ffp-contract=off) ------------------------------------------------

inline float __fadd_rn(float x, float y) { return x + y; }
inline float __fsub_rn(float x, float y) { return x - y; }
inline float __fmul_rn(float x, float y) { return x * y; }
inline float __fdiv_rn(float x, float y) { return x / y; }
inline float __frcp_rn(float x) { return 1.0f / x; }
inline float __fsqrt_rn(float x) { return __builtin_sqrtf(x); }
inline float __fmaf_rn(float x, float y, float z) { return __builtin_fmaf(x, y, z); }
inline double __dadd_rn(double x, double y) { return x + y; }
inline double __dsub_rn(double x, double y) { return x - y; }
inline double __dmul_rn(double x, double y) { return x * y; }
inline double __ddiv_rn(double x, double y) { return x / y; }
inline double __drcp_rn(double x) { return 1.0 / x; }
inline double __dsqrt_rn(double x) { return __builtin_sqrt(x); }
inline double __fma_rn(double x, double y, double z) { return __builtin_fma(x, y, z); }
inline float __fdividef(float x, float y) { return x / y; }
inline float __expf(float x) { return __builtin_expf(x); }
inline float __logf(float x) { return __builtin_logf(x); }
inline float __powf(float x, float y) { return __builtin_powf(x, y); }
inline float rsqrtf(float x) { return 1.0f / __builtin_sqrtf(x); }
inline double rsqrt(double x) { return 1.0 / __builtin_sqrt(x); }
inline float __saturatef(float x) { return x > 0.0f ? (x < 1.0f ? x : 1.0f) : 0.0f; }
inline bool isnan(float x) { return __builtin_isnan(x); }
inline bool isnan(double x) { return __builtin_isnan(x); }
inline bool isinf(float x) { return __builtin_isinf(x); }
inline bool isinf(double x) { return __builtin_isinf(x); }
inline bool isfinite(float x) { return __builtin_isfinite(x); }
inline bool isfinite(double x) { return __builtin_isfinite(x); }

inline float sqrt(float x) { return sqrtf(x); }
inline float exp(float x) { return expf(x); }
inline float exp2(float x) { return exp2f(x); }
inline float log(float x) { return logf(x); }
inline float log2(float x) { return log2f(x); }
inline float pow(float x, float y) { return powf(x, y); }
inline float fabs(float x) { return fabsf(x); }
inline float floor(float x) { return floorf(x); }
inline float ceil(float x) { return ceilf(x); }
inline float fmin(float x, float y) { return fminf(x, y); }
inline float fmax(float x, float y) { return fmaxf(x, y); }
inline float fma(float x, float y, float z) { return fmaf(x, y, z); }
inline float abs(float x) { return fabsf(x); }
inline double abs(double x) { return fabs(x); }
inline long abs(long x) { return labs(x); }
inline long long abs(long long x) { return llabs(x); }

// Conversions with a rounding mode; out of range and NaN go where the device's go.
template <class To>
inline To warpath_saturate(double x, To low, To high) {
  if (x != x) return 0;
  if (x <= static_cast<double>(low)) return low;
  if (x >= static_cast<double>(high)) return high;
  return static_cast<To>(x);
}
inline int __float2int_rn(float x) { return warpath_saturate<int>(rint(static_cast<double>(x)), -2147483647 - 1, 2147483647); }
inline int __float2int_rz(float x) { return warpath_saturate<int>(x, -2147483647 - 1, 2147483647); }
inline int __float2int_rd(float x) { return warpath_saturate<int>(floorf(x), -2147483647 - 1, 2147483647); }
inline unsigned __float2uint_rz(float x) { return warpath_saturate<unsigned>(x, 0u, ~0u); }
inline unsigned __float2uint_rn(float x) { return warpath_saturate<unsigned>(rint(static_cast<double>(x)), 0u, ~0u); }
inline long long __double2ll_rz(double x) { return warpath_saturate<long long>(x, -9223372036854775807ll - 1, 9223372036854775807ll); }
inline long long __double2ll_rn(double x) { return __double2ll_rz(rint(x)); }
inline int __double2int_rz(double x) { return warpath_saturate<int>(x, -2147483647 - 1, 2147483647); }
inline float __int2float_rn(int x) { return static_cast<float>(x); }
inline float __uint2float_rn(unsigned x) { return static_cast<float>(x); }
inline float __ll2float_rn(long long x) { return static_cast<float>(x); }
inline double __ll2double_rn(long long x) { return static_cast<double>(x); }
inline double __int2double_rn(int x) { return x; }
inline float __double2float_rn(double x) { return static_cast<float>(x); }

// CUDA's min and max: like arithmetic types, and signed with unsigned as unsigned.
#define WARPATH_MIN_MAX(type)                               \
  inline type min(type x, type y) { return y < x ? y : x; } \
  inline type max(type x, type y) { return x < y ? y : x; }
WARPATH_MIN_MAX(int)
WARPATH_MIN_MAX(unsigned)
WARPATH_MIN_MAX(long)
WARPATH_MIN_MAX(unsigned long)
WARPATH_MIN_MAX(long long)
WARPATH_MIN_MAX(unsigned long long)
#undef WARPATH_MIN_MAX
inline unsigned min(int x, unsigned y) { return min(static_cast<unsigned>(x), y); }
inline unsigned min(unsigned x, int y) { return min(x, static_cast<unsigned>(y)); }
inline unsigned max(int x, unsigned y) { return max(static_cast<unsigned>(x), y); }
inline unsigned max(unsigned x, int y) { return max(x, static_cast<unsigned>(y)); }
inline float min(float x, float y) { return fminf(x, y); }
inline float max(float x, float y) { return fmaxf(x, y); }
inline double min(double x, double y) { return fmin(x, y); }
inline double max(double x, double y) { return fmax(x, y); }
inline double min(float x, double y) { return fmin(static_cast<double>(x), y); }
inline double min(double x, float y) { return fmin(x, static_cast<double>(y)); }
inline double max(float x, double y) { return fmax(static_cast<double>(x), y); }
inline double max(double x, float y) { return fmax(x, static_cast<double>(y)); }
