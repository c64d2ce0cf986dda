// Losses of scores[outer × classes × inner] and a label for each line of classes, which must have
// been checked. What each line loses is kept in float64 and added in order; lines whose label is the
// ignored one, NaN for none, lose nothing.
#include "nn_lines.cuh"

// probabilities = softmax(x), loss[line] = -log of the label's.
template <typename T>
__device__ void cross_entropy(int type, Lines lines, const void* x, const void* labels,
                              double ignored, void* probabilities, double* loss) {
  __shared__ T scratch[32];
  for (int64 line = lines.first(); line < lines.count; line += lines.step()) {
    int64 at = lines.place(line);
    T most = lines.max_of(x, at, type, scratch);
    T sum = 0;
    for (int64 i = lines.begin(); i < lines.length; i += lines.stride()) {
      sum += T(exp(load_element(x, at + i * lines.inner, type, T(0)) - most));
    }
    sum = lines.sum(sum, scratch);
    for (int64 i = lines.begin(); i < lines.length; i += lines.stride()) {
      T above = load_element(x, at + i * lines.inner, type, T(0)) - most;
      store_element(probabilities, at + i * lines.inner, type, T(exp(above)) / sum);
    }
    if (lines.leads()) {
      double label = load_element(labels, line, type, 0.0);
      if (label == ignored) {
        loss[line] = 0;
      } else {
        T above = load_element(x, at + (int64)label * lines.inner, type, T(0)) - most;
        loss[line] = T(log(sum)) - above;
      }
    }
  }
}

extern "C" __global__ void loss_cross_entropy_f32(int type, long long count, long long length,
                                                  long long inner, int narrow, const void* x,
                                                  const void* labels, double ignored,
                                                  void* probabilities, double* loss) {
  Lines lines{count, length, inner, narrow};
  cross_entropy<float>(type, lines, x, labels, ignored, probabilities, loss);
}

extern "C" __global__ void loss_cross_entropy_f64(int type, long long count, long long length,
                                                  long long inner, int narrow, const void* x,
                                                  const void* labels, double ignored,
                                                  void* probabilities, double* loss) {
  Lines lines{count, length, inner, narrow};
  cross_entropy<double>(type, lines, x, labels, ignored, probabilities, loss);
}

// dx = (base − [class is label]) · dy / divisor, with base the probabilities, or 0 without.
template <typename T>
__device__ void label_slope(int type, Lines lines, int withBase, const void* base,
                            const void* labels, double ignored, double divisor, const void* dy,
                            void* dx) {
  T factor = load_element(dy, 0, type, T(0)) / T(divisor);
  int64 total = lines.count * lines.length;
  for (int64 place = grid_thread(); place < total; place += grid_threads()) {
    int64 index = place / lines.inner % lines.length;
    int64 line = place / (lines.inner * lines.length) * lines.inner + place % lines.inner;
    T p = withBase ? load_element(base, place, type, T(0)) : T(0);
    double label = load_element(labels, line, type, 0.0);
    if (index == (int64)label) p -= T(1);
    store_element(dx, place, type, label == ignored ? T(0) : p * factor);
  }
}

extern "C" __global__ void loss_label_slope_f32(int type, long long count, long long length,
                                                long long inner, int withBase, const void* base,
                                                const void* labels, double ignored,
                                                const double* divisor, const void* dy, void* dx) {
  Lines lines{count, length, inner, 0};
  label_slope<float>(type, lines, withBase, base, labels, ignored, *divisor, dy, dx);
}

extern "C" __global__ void loss_label_slope_f64(int type, long long count, long long length,
                                                long long inner, int withBase, const void* base,
                                                const void* labels, double ignored,
                                                const double* divisor, const void* dy, void* dx) {
  Lines lines{count, length, inner, 0};
  label_slope<double>(type, lines, withBase, base, labels, ignored, *divisor, dy, dx);
}

// loss[line] = −x at the label. A thread a line.
extern "C" __global__ void loss_at_label(int type, long long count, long long length,
                                         long long inner, const void* x, const void* labels,
                                         double* loss) {
  Lines lines{count, length, inner, 1};
  for (int64 line = grid_thread(); line < count; line += grid_threads()) {
    int64 label = (int64)load_element(labels, line, type, 0.0);
    loss[line] = -load_element(x, lines.place(line) + label * inner, type, 0.0);
  }
}

// hit[line] = 1 if fewer than `top` classes are before the label, else 0.
extern "C" __global__ void loss_hits(int type, long long count, long long length, long long inner,
                                     int narrow, int top, const void* x, const void* labels,
                                     double ignored, double* hit) {
  __shared__ double scratch[32];
  Lines lines{count, length, inner, narrow};
  for (int64 line = lines.first(); line < count; line += lines.step()) {
    int64 at = lines.place(line);
    double label = load_element(labels, line, type, 0.0);
    bool counts = label != ignored;
    double own = counts ? load_element(x, at + (int64)label * inner, type, 0.0) : 0;
    double before = 0;
    for (int64 i = lines.begin(); i < length; i += lines.stride()) {
      double score = load_element(x, at + i * inner, type, 0.0);
      if (!(score <= own) || (score == own && i < label)) before += 1;
    }
    before = lines.sum(before, scratch);
    if (lines.leads()) hit[line] = counts && before < top ? 1 : 0;
  }
}

// divisor[0] = how many labels are not ignored, at least 1, in one block.
extern "C" __global__ void loss_valid(int type, long long count, const void* labels,
                                      double ignored, double* divisor) {
  __shared__ double scratch[32];
  double valid = 0;
  for (int64 line = threadIdx.x; line < count; line += blockDim.x) {
    if (load_element(labels, line, type, 0.0) != ignored) valid += 1;
  }
  valid = block_sum(valid, scratch);
  if (threadIdx.x == 0) divisor[0] = valid < 1 ? 1 : valid;
}

// share[block] = the sum of (x − t)² over the block's elements.
extern "C" __global__ void loss_squares(int type, long long count, const void* x, const void* t,
                                        double* share) {
  __shared__ double scratch[32];
  double sum = 0;
  for (int64 i = grid_thread(); i < count; i += grid_threads()) {
    double d = load_element(x, i, type, 0.0) - load_element(t, i, type, 0.0);
    sum += d * d;
  }
  sum = block_sum(sum, scratch);
  if (threadIdx.x == 0) share[blockIdx.x] = sum;
}

// Both gradients of the mean of (x − t)², each where it is wanted.
extern "C" __global__ void loss_squares_slope(int type, long long count, const void* x,
                                              const void* t, const void* dy, int sign, void* d) {
  double factor = 2 * sign * load_element(dy, 0, type, 0.0) / count;
  for (int64 i = grid_thread(); i < count; i += grid_threads()) {
    double difference = load_element(x, i, type, 0.0) - load_element(t, i, type, 0.0);
    store_element(d, i, type, factor * difference);
  }
}

// result = the sum of values / divisor[0], in one block.
extern "C" __global__ void loss_mean(int type, long long count, const double* values,
                                     const double* divisor, void* result) {
  __shared__ double scratch[32];
  double sum = 0;
  for (int64 i = threadIdx.x; i < count; i += blockDim.x) sum += values[i];
  sum = block_sum(sum, scratch);
  if (threadIdx.x == 0) store_element(result, 0, type, sum / divisor[0]);
}

// y = exp(x) − t·x
extern "C" __global__ void loss_poisson(int type, long long count, const void* x, const void* t,
                                        void* y) {
  for (int64 i = grid_thread(); i < count; i += grid_threads()) {
    double v = load_element(x, i, type, 0.0);
    store_element(y, i, type, exp(v) - load_element(t, i, type, 0.0) * v);
  }
}

// With respect to x if `ofX`, else to t.
extern "C" __global__ void loss_poisson_slope(int type, long long count, int ofX, const void* x,
                                              const void* t, const void* dy, void* d) {
  for (int64 i = grid_thread(); i < count; i += grid_threads()) {
    double v = load_element(x, i, type, 0.0);
    double rate = ofX ? exp(v) - load_element(t, i, type, 0.0) : -v;
    store_element(d, i, type, rate * load_element(dy, i, type, 0.0));
  }
}
