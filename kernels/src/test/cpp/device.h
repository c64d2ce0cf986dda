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
double cbrt(double), ldexp(double, int), copysign(double, double), erf(double), erfc(double), atan2(double, double);
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

#include "device_math.h"
#include "device_threads.h"

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
