// Vector operations of iterative solvers, scalars on the device. All stride over their items.
//   slots: float64, the scalars; partial[sums][blocks]: what each block adds to each sum
#include "krylov.cuh"

// partial[0] of x·y and, if `both`, partial[1] of x·x.
extern "C" __global__ void krylov_dots(int wide, int n, const void* x, const void* y, int both,
                                       int blocks, double* partial) {
  double product = 0;
  double squares = 0;
  with_type(wide, [&](auto type) {
    typedef decltype(type) T;
    for (int64 i = grid_thread(); i < n; i += grid_threads()) {
      double value = ((const T*)x)[i];
      product += value * (double)((const T*)y)[i];
      squares += value * value;
    }
  });
  leave_sum(product, &partial[blockIdx.x]);
  if (both) leave_sum(squares, &partial[blocks + blockIdx.x]);
}

// slots[into + j] = the sum of partial[j][blocks]: a block of one warp a sum.
extern "C" __global__ void krylov_total(int blocks, const double* partial, double* slots,
                                        int into) {
  double sum = 0;
  for (int block = threadIdx.x; block < blocks; block += blockDim.x) {
    sum += partial[(int64)blockIdx.x * blocks + block];
  }
  sum = warp_sum(sum);
  if (lane() == 0) slots[into + blockIdx.x] = sum;
}

// slots[into] = s[a] / s[b] · (s[c] / s[d]); 0 if that is not finite or, if `positive`, s[b] is
// not above 0. One thread.
extern "C" __global__ void krylov_quotient(double* slots, int a, int b, int c, int d, int positive,
                                           int into) {
  double value = slots[a] / slots[b] * (slots[c] / slots[d]);
  bool usable = value - value == 0 && (!positive || slots[b] > 0);
  slots[into] = usable ? value : 0;
}

// y = y + factor · s[slot] · x; y is left alone where that factor is 0. A negative slot counts as 1.
extern "C" __global__ void krylov_axpy(int wide, int n, double factor, const double* slots,
                                       int slot, const void* x, void* y) {
  double a = slot < 0 ? factor : factor * slots[slot];
  if (a == 0) return;
  with_type(wide, [&](auto type) {
    typedef decltype(type) T;
    for (int64 i = grid_thread(); i < n; i += grid_threads()) {
      ((T*)y)[i] = (T)((double)((T*)y)[i] + a * (double)((const T*)x)[i]);
    }
  });
}

// y = x + s[slot] · y.
extern "C" __global__ void krylov_xpby(int wide, int n, const void* x, const double* slots,
                                       int slot, void* y) {
  double b = slots[slot];
  with_type(wide, [&](auto type) {
    typedef decltype(type) T;
    for (int64 i = grid_thread(); i < n; i += grid_threads()) {
      ((T*)y)[i] = (T)((double)((const T*)x)[i] + b * (double)((T*)y)[i]);
    }
  });
}

// x = x + s[slot] · p, r = r − s[slot] · q, both left alone where s[slot] is 0; partial of r·r.
extern "C" __global__ void krylov_step(int wide, int n, const double* slots, int slot,
                                       const void* p, void* x, const void* q, void* r,
                                       double* partial) {
  double a = slots[slot];
  double squares = 0;
  with_type(wide, [&](auto type) {
    typedef decltype(type) T;
    for (int64 i = grid_thread(); i < n; i += grid_threads()) {
      T rest = ((T*)r)[i];
      if (a != 0) {
        ((T*)x)[i] = (T)((double)((T*)x)[i] + a * (double)((const T*)p)[i]);
        rest = (T)((double)rest - a * (double)((const T*)q)[i]);
        ((T*)r)[i] = rest;
      }
      squares += (double)rest * (double)rest;
    }
  });
  leave_sum(squares, &partial[blockIdx.x]);
}

// y = x / √s[slot], or 0 if s[slot] is not above 0; y may be x.
extern "C" __global__ void krylov_normalise(int wide, int n, const void* x, const double* slots,
                                            int slot, void* y) {
  double a = slots[slot] > 0 ? 1 / sqrt(slots[slot]) : 0;
  with_type(wide, [&](auto type) {
    typedef decltype(type) T;
    for (int64 i = grid_thread(); i < n; i += grid_threads()) {
      ((T*)y)[i] = (T)(a * (double)((const T*)x)[i]);
    }
  });
}

// z = factor · d∘x, element by element, or factor · x without `scaled`; z may be x.
extern "C" __global__ void krylov_multiply(int wide, int n, double factor, int scaled,
                                           const void* d, const void* x, void* z) {
  with_type(wide, [&](auto type) {
    typedef decltype(type) T;
    for (int64 i = grid_thread(); i < n; i += grid_threads()) {
      double value = factor * (double)((const T*)x)[i];
      ((T*)z)[i] = (T)(scaled ? value * (double)((const T*)d)[i] : value);
    }
  });
}
