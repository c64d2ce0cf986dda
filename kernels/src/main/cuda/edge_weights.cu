// What a graph's weights are like, by one pass over them.
#include "warpath.cuh"

// One block's share.
struct WeightSpan {
  double sum;    // of the finite weights
  int64 finite;  // how many they are
  float least;   // of all but NaN, +infinity if there are none
  int nans;
};

// Launch: always the same shape, so that sums are added in the same order; blocks of 256.
// weights[count]; spans[blocks]
extern "C" __global__ void edge_weights_scan(const float* weights, long long count,
                                             WeightSpan* spans) {
  __shared__ double sums[32];
  __shared__ int64 counts[32];
  __shared__ float leasts[32];
  double sum = 0;
  int64 finite = 0;
  int64 nans = 0;
  float least = __int_as_float(0x7f800000);
  for (int64 e = grid_thread(); e < count; e += grid_threads()) {
    float weight = weights[e];
    least = weight < least ? weight : least;
    nans += weight != weight ? 1 : 0;
    if (fabsf(weight) <= 3.402823466e38f) {
      sum += weight;
      finite++;
    }
  }
  for (int offset = 16; offset > 0; offset >>= 1) {
    float other = __shfl_xor_sync(0xffffffffu, least, offset);
    least = other < least ? other : least;
  }
  if (lane() == 0) leasts[threadIdx.x >> 5] = least;
  sum = block_sum(sum, sums);
  finite = block_sum(finite, counts);
  nans = block_sum(nans, counts);
  if (threadIdx.x == 0) {
    for (unsigned warp = 1; warp < blockDim.x / 32; warp++) {
      least = leasts[warp] < least ? leasts[warp] : least;
    }
    spans[blockIdx.x] = WeightSpan{sum, finite, least, nans > 0};
  }
}
