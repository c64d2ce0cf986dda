// Memory, atomics and the steps that threads take together: see device.h.
#pragma once

#include "device_math.h"

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
