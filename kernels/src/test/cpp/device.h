// The CUDA device language for g++: put before each kernel source by the emulated nvrtc. Only what the kernels use;
// semantics as in NVIDIA's "CUDA C++ Programming Guide". The math functions are the host's: within CUDA's error
// bounds, not the same bits as a device's.
#pragma once

#include "module_abi.h"

// __global__, __device__, __constant__, __shared__ and __launch_bounds__ are defined after preprocessing: see nvrtc.cpp.
#define __host__
#define __noinline__ __attribute__((noinline))
#define __forceinline__ inline __attribute__((always_inline))
#define __align__(bytes) __attribute__((aligned(bytes)))
#define __CUDACC__ 1
#define __CUDACC_RTC__ 1
#define __CUDACC_VER_MAJOR__ 12
#define __CUDACC_VER_MINOR__ 6
#define WARPATH_EMULATED 1

typedef __SIZE_TYPE__ size_t;
typedef __PTRDIFF_TYPE__ ptrdiff_t;
typedef long clock_t;

extern "C" {
int printf(const char*, ...);
double sqrt(double), exp(double), exp2(double), log(double), log2(double), log10(double), log1p(double);
double expm1(double), pow(double, double), sin(double), cos(double), tan(double), tanh(double), fabs(double);
double floor(double), ceil(double), round(double), rint(double), trunc(double), fmod(double, double);
double fmin(double, double), fmax(double, double), fma(double, double, double), hypot(double, double);
double cbrt(double), ldexp(double, int), copysign(double, double), erf(double), atan2(double, double);
float sqrtf(float), expf(float), exp2f(float), logf(float), log2f(float), log10f(float), log1pf(float);
float expm1f(float), powf(float, float), sinf(float), cosf(float), tanf(float), tanhf(float), fabsf(float);
float floorf(float), ceilf(float), roundf(float), rintf(float), truncf(float), fmodf(float, float);
float fminf(float, float), fmaxf(float, float), fmaf(float, float, float), hypotf(float, float);
float cbrtf(float), ldexpf(float, int), copysignf(float, float), erff(float), atan2f(float, float);
int abs(int);
long labs(long);
long long llabs(long long);
long long llrint(double), llround(double), llrintf(float), llroundf(float);
void* memcpy(void*, const void*, size_t);
void* memset(void*, int, size_t);
}

#define INFINITY __builtin_inff()
#define NAN __builtin_nanf("")
#define assert(condition) ((condition) ? (void)0 : warpath_assert_failed(#condition, __FILE__, __LINE__))

// Launch geometry ---------------------------------------------------------------------------------------------------

struct uint3 { unsigned x, y, z; };
struct int3 { int x, y, z; };
struct dim3 {
  unsigned x, y, z;
  constexpr dim3(unsigned x = 1, unsigned y = 1, unsigned z = 1) : x(x), y(y), z(z) {}
};

namespace {
WarpathIndex threadIdx, blockIdx, blockDim, gridDim;
char* warpath_dynamic_shared;
constexpr int warpSize = 32;
}  // namespace

// Vector types ------------------------------------------------------------------------------------------------------

#define WARPATH_VECTORS(scalar, name, one, two)                                                                     \
  struct name##1 { scalar x; };                                                                                     \
  struct __align__(two) name##2 { scalar x, y; };                                                                   \
  struct __align__(16) name##4 { scalar x, y, z, w; };                                                              \
  inline name##1 make_##name##1(scalar x) { return {x}; }                                                           \
  inline name##2 make_##name##2(scalar x, scalar y) { return {x, y}; }                                              \
  inline name##4 make_##name##4(scalar x, scalar y, scalar z, scalar w) { return {x, y, z, w}; }
WARPATH_VECTORS(float, float, 4, 8)
WARPATH_VECTORS(double, double, 8, 16)
WARPATH_VECTORS(int, int, 4, 8)
WARPATH_VECTORS(unsigned, uint, 4, 8)
WARPATH_VECTORS(long, long, 8, 16)
WARPATH_VECTORS(unsigned long, ulong, 8, 16)
WARPATH_VECTORS(long long, longlong, 8, 16)
WARPATH_VECTORS(unsigned long long, ulonglong, 8, 16)
#undef WARPATH_VECTORS
struct float3 { float x, y, z; };
struct __align__(4) uchar4 { unsigned char x, y, z, w; };
struct __align__(2) uchar2 { unsigned char x, y; };
inline float3 make_float3(float x, float y, float z) { return {x, y, z}; }
inline int3 make_int3(int x, int y, int z) { return {x, y, z}; }
inline uint3 make_uint3(unsigned x, unsigned y, unsigned z) { return {x, y, z}; }
inline uchar4 make_uchar4(unsigned char x, unsigned char y, unsigned char z, unsigned char w) { return {x, y, z, w}; }

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

// Memory ------------------------------------------------------------------------------------------------------------

#define WARPATH_LOAD(name) \
  template <class T>       \
  inline T name(const T* address) { return *address; }
WARPATH_LOAD(__ldg)
WARPATH_LOAD(__ldcs)
WARPATH_LOAD(__ldcg)
WARPATH_LOAD(__ldca)
WARPATH_LOAD(__ldlu)
WARPATH_LOAD(__ldcv)
#undef WARPATH_LOAD
#define WARPATH_STORE(name) \
  template <class T>        \
  inline void name(T* address, T value) { *address = value; }
WARPATH_STORE(__stcs)
WARPATH_STORE(__stcg)
WARPATH_STORE(__stwb)
WARPATH_STORE(__stwt)
#undef WARPATH_STORE
inline void __threadfence() { asm volatile("" ::: "memory"); }
inline void __threadfence_block() { asm volatile("" ::: "memory"); }
inline void __threadfence_system() { asm volatile("" ::: "memory"); }

// Atomics: threads take turns only at collective steps, so plain reads and writes are atomic.
#define WARPATH_ATOMIC(name, type, next)                \
  inline type name(type* address, type value) {         \
    asm volatile("" ::: "memory");                      \
    type old = *address;                                \
    *address = (next);                                  \
    asm volatile("" ::: "memory");                      \
    return old;                                         \
  }
#define WARPATH_INTEGER_ATOMICS(type)                                   \
  WARPATH_ATOMIC(atomicExch, type, value)                               \
  WARPATH_ATOMIC(atomicMin, type, value < old ? value : old)            \
  WARPATH_ATOMIC(atomicMax, type, old < value ? value : old)            \
  WARPATH_ATOMIC(atomicAnd, type, old & value)                          \
  WARPATH_ATOMIC(atomicOr, type, old | value)                           \
  WARPATH_ATOMIC(atomicXor, type, old ^ value)                          \
  inline type atomicCAS(type* address, type expected, type desired) {   \
    asm volatile("" ::: "memory");                                      \
    type old = *address;                                                \
    if (old == expected) *address = desired;                            \
    asm volatile("" ::: "memory");                                      \
    return old;                                                         \
  }
WARPATH_INTEGER_ATOMICS(int)
WARPATH_INTEGER_ATOMICS(unsigned)
WARPATH_INTEGER_ATOMICS(unsigned long long)
WARPATH_ATOMIC(atomicMin, long long, value < old ? value : old)
WARPATH_ATOMIC(atomicMax, long long, old < value ? value : old)
WARPATH_ATOMIC(atomicAnd, long long, old & value)
WARPATH_ATOMIC(atomicOr, long long, old | value)
WARPATH_ATOMIC(atomicXor, long long, old ^ value)
WARPATH_ATOMIC(atomicExch, float, value)
WARPATH_ATOMIC(atomicAdd, int, static_cast<int>(static_cast<unsigned>(old) + static_cast<unsigned>(value)))
WARPATH_ATOMIC(atomicAdd, unsigned, old + value)
WARPATH_ATOMIC(atomicAdd, unsigned long long, old + value)
WARPATH_ATOMIC(atomicAdd, float, old + value)
WARPATH_ATOMIC(atomicAdd, double, old + value)
WARPATH_ATOMIC(atomicSub, int, static_cast<int>(static_cast<unsigned>(old) - static_cast<unsigned>(value)))
WARPATH_ATOMIC(atomicSub, unsigned, old - value)
WARPATH_ATOMIC(atomicInc, unsigned, old >= value ? 0 : old + 1)
WARPATH_ATOMIC(atomicDec, unsigned, old == 0 || old > value ? value : old - 1)
#undef WARPATH_INTEGER_ATOMICS
#undef WARPATH_ATOMIC

// Block and warp ----------------------------------------------------------------------------------------------------

#define WARPATH_LINE int line = __builtin_LINE()

inline void __syncthreads(WARPATH_LINE) { warpath_block_step(WARPATH_SYNCTHREADS, 0, line); }
inline int __syncthreads_count(int predicate, WARPATH_LINE) {
  return warpath_block_step(WARPATH_SYNCTHREADS_COUNT, predicate, line);
}
inline int __syncthreads_and(int predicate, WARPATH_LINE) {
  return warpath_block_step(WARPATH_SYNCTHREADS_AND, predicate, line);
}
inline int __syncthreads_or(int predicate, WARPATH_LINE) {
  return warpath_block_step(WARPATH_SYNCTHREADS_OR, predicate, line);
}
inline void __syncwarp(unsigned mask = 0xFFFFFFFFu, WARPATH_LINE) {
  warpath_warp_step(WARPATH_SYNCWARP, mask, 0, 0, line);
}
// Not defined to be more: a warp's lanes need not run together.
inline unsigned __activemask() { return 1u << warpath_lane(); }
inline unsigned __lanemask_lt() { return (1u << warpath_lane()) - 1; }

template <class T>
inline T warpath_shuffle(WarpathStep step, unsigned mask, T value, int source, int line) {
  static_assert(sizeof(T) == 4 || sizeof(T) == 8, "shuffles move 4 or 8 bytes");
  return warpath_bits<T>(warpath_warp_step(step, mask, warpath_bits<unsigned long>(value), source, line));
}

template <class T>
inline T warpath_shfl(unsigned mask, T value, int source, int width, int line) {
  int first = warpath_lane() & ~(width - 1);
  return warpath_shuffle(WARPATH_SHFL, mask, value, first + (source & (width - 1)), line);
}
template <class T>
inline T warpath_shfl_up(unsigned mask, T value, unsigned delta, int width, int line) {
  int lane = warpath_lane(), in = lane & (width - 1);
  return warpath_shuffle(WARPATH_SHFL_UP, mask, value, in < static_cast<int>(delta) ? lane : lane - static_cast<int>(delta), line);
}
template <class T>
inline T warpath_shfl_down(unsigned mask, T value, unsigned delta, int width, int line) {
  int lane = warpath_lane(), in = lane & (width - 1);
  return warpath_shuffle(WARPATH_SHFL_DOWN, mask, value, in + static_cast<int>(delta) >= width ? lane : lane + static_cast<int>(delta), line);
}
template <class T>
inline T warpath_shfl_xor(unsigned mask, T value, int lanes, int width, int line) {
  int lane = warpath_lane(), source = lane ^ lanes;
  // From an earlier group of `width` lanes a value may come, from a later one not.
  return warpath_shuffle(WARPATH_SHFL_XOR, mask, value, source >= (lane & ~(width - 1)) + width ? lane : source, line);
}

// The overloads of the real header, so that an argument converts as it does there.
#define WARPATH_SHUFFLES(type)                                                                                    \
  inline type __shfl_sync(unsigned mask, type value, int source, int width = warpSize, WARPATH_LINE) {            \
    return warpath_shfl(mask, value, source, width, line);                                                        \
  }                                                                                                               \
  inline type __shfl_up_sync(unsigned mask, type value, unsigned delta, int width = warpSize, WARPATH_LINE) {     \
    return warpath_shfl_up(mask, value, delta, width, line);                                                      \
  }                                                                                                               \
  inline type __shfl_down_sync(unsigned mask, type value, unsigned delta, int width = warpSize, WARPATH_LINE) {   \
    return warpath_shfl_down(mask, value, delta, width, line);                                                    \
  }                                                                                                               \
  inline type __shfl_xor_sync(unsigned mask, type value, int lanes, int width = warpSize, WARPATH_LINE) {         \
    return warpath_shfl_xor(mask, value, lanes, width, line);                                                     \
  }
WARPATH_SHUFFLES(int)
WARPATH_SHUFFLES(unsigned)
WARPATH_SHUFFLES(long)
WARPATH_SHUFFLES(unsigned long)
WARPATH_SHUFFLES(long long)
WARPATH_SHUFFLES(unsigned long long)
WARPATH_SHUFFLES(float)
WARPATH_SHUFFLES(double)
#undef WARPATH_SHUFFLES

inline unsigned __ballot_sync(unsigned mask, int predicate, WARPATH_LINE) {
  return static_cast<unsigned>(warpath_warp_step(WARPATH_BALLOT, mask, predicate != 0, 0, line));
}
inline int __any_sync(unsigned mask, int predicate, WARPATH_LINE) {
  return static_cast<int>(warpath_warp_step(WARPATH_ANY, mask, predicate != 0, 0, line));
}
inline int __all_sync(unsigned mask, int predicate, WARPATH_LINE) {
  return static_cast<int>(warpath_warp_step(WARPATH_ALL, mask, predicate != 0, 0, line));
}

#define WARPATH_MATCH(type)                                                                                       \
  inline unsigned __match_any_sync(unsigned mask, type value, WARPATH_LINE) {                                     \
    unsigned long bits = warpath_bits<unsigned long>(value);                                                      \
    return static_cast<unsigned>(warpath_warp_step(WARPATH_MATCH_ANY, mask, bits, 0, line));                      \
  }
WARPATH_MATCH(int)
WARPATH_MATCH(unsigned)
WARPATH_MATCH(long)
WARPATH_MATCH(unsigned long)
WARPATH_MATCH(long long)
WARPATH_MATCH(unsigned long long)
WARPATH_MATCH(float)
WARPATH_MATCH(double)
#undef WARPATH_MATCH

#define WARPATH_REDUCE(name, type, step)                                                                          \
  inline type name(unsigned mask, type value, WARPATH_LINE) {                                                     \
    return static_cast<type>(warpath_warp_step(step, mask, static_cast<unsigned>(value), 0, line));               \
  }
WARPATH_REDUCE(__reduce_add_sync, int, WARPATH_REDUCE_ADD)
WARPATH_REDUCE(__reduce_add_sync, unsigned, WARPATH_REDUCE_ADD)
WARPATH_REDUCE(__reduce_min_sync, int, WARPATH_REDUCE_MIN_SIGNED)
WARPATH_REDUCE(__reduce_min_sync, unsigned, WARPATH_REDUCE_MIN)
WARPATH_REDUCE(__reduce_max_sync, int, WARPATH_REDUCE_MAX_SIGNED)
WARPATH_REDUCE(__reduce_max_sync, unsigned, WARPATH_REDUCE_MAX)
WARPATH_REDUCE(__reduce_and_sync, unsigned, WARPATH_REDUCE_AND)
WARPATH_REDUCE(__reduce_or_sync, unsigned, WARPATH_REDUCE_OR)
WARPATH_REDUCE(__reduce_xor_sync, unsigned, WARPATH_REDUCE_XOR)
#undef WARPATH_REDUCE

inline void __nanosleep(unsigned) { warpath_yield(); }
inline void __trap(WARPATH_LINE) { warpath_trap(line); }
inline long long clock64() { return static_cast<long long>(warpath_clock()); }
inline clock_t clock() { return static_cast<clock_t>(warpath_clock()); }

// How a launch calls a kernel ---------------------------------------------------------------------------------------

namespace {
template <unsigned long... I>
struct WarpathSequence {};
template <unsigned long N, unsigned long... I>
struct WarpathCount : WarpathCount<N - 1, N - 1, I...> {};
template <unsigned long... I>
struct WarpathCount<0, I...> {
  using type = WarpathSequence<I...>;
};
template <class T>
struct WarpathPlain {
  using type = T;
};
template <class T>
struct WarpathPlain<const T> {
  using type = T;
};

template <auto KERNEL>
struct WarpathEntry;
template <class... A, void (*KERNEL)(A...)>
struct WarpathEntry<KERNEL> {
  static constexpr int count = sizeof...(A);
  static constexpr unsigned long sizes[sizeof...(A) + 1] = {sizeof(A)..., 0};
  template <unsigned long... I>
  static void call(void** parameters, WarpathSequence<I...>) {
    KERNEL(*static_cast<typename WarpathPlain<A>::type*>(parameters[I])...);
  }
  static void invoke(void** parameters) { call(parameters, typename WarpathCount<sizeof...(A)>::type()); }
};
}  // namespace
