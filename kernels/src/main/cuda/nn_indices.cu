// Holds numbers to be indices.
#include "elements.cuh"

// bad[0] = the place of the first number that is neither an integer in [least, limit) nor `except`,
// or count. One block of 256 threads.
extern "C" __global__ void indices_check(int type, long long count, int least, int limit,
                                         double except, const void* indices,
                                         long long* bad) {
  __shared__ int64 first[256];
  int64 found = count;
  for (int64 i = threadIdx.x; i < count && found == count; i += blockDim.x) {
    double value = load_element(indices, i, type, 0.0);
    bool fits = value >= least && value < limit && floor(value) == value;
    if (!fits && value != except) found = i;
  }
  first[threadIdx.x] = found;
  __syncthreads();
  if (threadIdx.x == 0) {
    for (int i = 1; i < (int)blockDim.x; i++) found = first[i] < found ? first[i] : found;
    bad[0] = found;
  }
}
