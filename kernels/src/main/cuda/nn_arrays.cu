// Elements moved, combined and summed. Results are row-major; operands have strides, given with the
// sizes of the result's loops, outermost first: sizes[rank], then strides[rank] for each operand.
#include "elements.cuh"

// Where element `at` of the result lies in an operand.
__device__ __forceinline__ int64 operand_place(const long long* sizes, const long long* strides,
                                               int rank, int64 at) {
  int64 place = 0;
  for (int i = rank - 1; i > 0; i--) {
    int64 index;
    split(at, sizes[i], &at, &index);
    place += index * strides[i];
  }
  return place + at * strides[0];
}

// r = factor · x
extern "C" __global__ void arrays_move(int type, long long count, int rank, const long long* loops,
                                       double factor, const void* x, void* r) {
  for (int64 at = grid_thread(); at < count; at += grid_threads()) {
    int64 from = operand_place(loops, loops + rank, rank, at);
    if (type == FLOAT64) {
      store_element(r, at, type, load_element(x, from, type, 0.0) * factor);
    } else {
      store_element(r, at, type, load_element(x, from, type, 0.f) * (float)factor);
    }
  }
}

template <typename T>
__device__ __forceinline__ T combined(int operation, T x, T y) {
  switch (operation) {
    case 0: return x + y;
    case 1: return x - y;
    case 2: return x * y;
    case 3: return x / y;
    case 4: return pow(x, y);
    case 5: return x != x || x > y ? x : y;
    case 6: return x != x || x < y ? x : y;
    case 7: return x == y ? T(1) : T(0);
    case 8: return x > y ? T(1) : T(0);
    case 9: return x >= y ? T(1) : T(0);
    case 10: return y != 0 ? x : T(0);
    default: return trunc(x / y);
  }
}

template <typename T>
__device__ void combine(int operation, int type, int64 count, int rank, const long long* loops,
                        const void* x, const void* y, void* r) {
  for (int64 at = grid_thread(); at < count; at += grid_threads()) {
    T a = load_element(x, operand_place(loops, loops + rank, rank, at), type, T(0));
    T b = load_element(y, operand_place(loops, loops + 2 * rank, rank, at), type, T(0));
    store_element(r, at, type, combined(operation, a, b));
  }
}

// r = x ∘ y, numbered as nn's Operation is.
extern "C" __global__ void arrays_combine_f32(int operation, int type, long long count, int rank,
                                              const long long* loops, const void* x, const void* y,
                                              void* r) {
  combine<float>(operation, type, count, rank, loops, x, y, r);
}

extern "C" __global__ void arrays_combine_f64(int operation, int type, long long count, int rank,
                                              const long long* loops, const void* x, const void* y,
                                              void* r) {
  combine<double>(operation, type, count, rank, loops, x, y, r);
}

template <typename T>
__device__ __forceinline__ T term(int kind, T d, T p, T q) {
  switch (kind) {
    case 0: return d;
    case 1: return -d;
    case 2: return d * q;
    case 3: return d / q;
    case 4: return -d * p / (q * q);
    case 5: return q == 0 ? T(0) : d * q * T(pow(p, q - 1));
    case 6: return p == 0 && q > 0 ? T(0) : d * T(pow(p, q)) * T(log(p));
    case 7: return p == q ? d : T(0);
    case 8: return T(0);
    default: return q != 0 ? d : T(0);
  }
}

template <typename T>
__device__ void terms(int kind, int type, int64 count, int rank, const long long* loops,
                      const void* d, const void* p, const void* q, void* r) {
  for (int64 at = grid_thread(); at < count; at += grid_threads()) {
    T left = load_element(p, operand_place(loops, loops + rank, rank, at), type, T(0));
    T right = load_element(q, operand_place(loops, loops + 2 * rank, rank, at), type, T(0));
    store_element(r, at, type, term(kind, load_element(d, at, type, T(0)), left, right));
  }
}

// An input's gradient before it is summed over what was repeated, numbered as nn's Term is.
extern "C" __global__ void arrays_term_f32(int kind, int type, long long count, int rank,
                                           const long long* loops, const void* d, const void* p,
                                           const void* q, void* r) {
  terms<float>(kind, type, count, rank, loops, d, p, q, r);
}

extern "C" __global__ void arrays_term_f64(int kind, int type, long long count, int rank,
                                           const long long* loops, const void* d, const void* p,
                                           const void* q, void* r) {
  terms<double>(kind, type, count, rank, loops, d, p, q, r);
}

// r = factor · the sums of x: a block an element of the result or, `narrow`, a thread.
extern "C" __global__ void arrays_sum(int type, long long count, int rank, const long long* loops,
                                      long long folded, int foldedRank,
                                      const long long* foldedLoops, int narrow, double factor,
                                      const void* x, void* r) {
  __shared__ double scratch[32];
  int64 step = narrow ? grid_threads() : gridDim.x;
  int64 stride = narrow ? 1 : blockDim.x;
  for (int64 at = narrow ? grid_thread() : blockIdx.x; at < count; at += step) {
    int64 start = operand_place(loops, loops + rank, rank, at);
    double sum = 0;
    for (int64 i = narrow ? 0 : threadIdx.x; i < folded; i += stride) {
      int64 from = start + operand_place(foldedLoops, foldedLoops + foldedRank, foldedRank, i);
      sum += load_element(x, from, type, 0.0);
    }
    if (!narrow) sum = block_sum(sum, scratch);
    if (narrow || threadIdx.x == 0) store_element(r, at, type, sum * factor);
  }
}
