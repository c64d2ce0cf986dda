// What label propagation (CDLP) does before and after its rounds (cdlp_vote.cu).
#include "cdlp.cuh"

// labels[v] = v. One thread a vertex, striding; labels int32[n].
extern "C" __global__ void cdlp_own_numbers(int* labels, int n) {
  for (int64 v = grid_thread(); v < n; v += grid_threads()) {
    labels[v] = (int)v;
  }
}

// Sorts the vertices by the table they need, in two launches: with fill = 0, cursors int32[BINS] goes from zeros to the
// bins' sizes; with fill = 1, from where each bin begins to where it ends, and vertices int32[n] gets the numbers, in
// any order within a bin. One thread a vertex, striding by whole blocks.
extern "C" __global__ void cdlp_bin(
    const int64* outOffsets, const int64* inOffsets, int directed, int n, int fill, int* cursors, int* vertices) {
  __shared__ int sizes[BINS];
  __shared__ int starts[BINS];
  Adjacency graph = {outOffsets, 0, inOffsets, 0, directed};
  for (int64 first = (int64)blockIdx.x * blockDim.x; first < n; first += grid_threads()) {
    if (threadIdx.x < BINS) sizes[threadIdx.x] = 0;
    __syncthreads();
    int64 v = first + threadIdx.x;
    int bin = v < n ? bin_of(graph.degree((int)v)) : -1;
    int place = bin < 0 ? 0 : atomicAdd(sizes + bin, 1);
    __syncthreads();
    if (threadIdx.x < BINS) starts[threadIdx.x] = atomicAdd(cursors + threadIdx.x, sizes[threadIdx.x]);
    __syncthreads();
    if (fill && bin >= 0) vertices[starts[bin] + place] = (int)v;
  }
}

// byVertex[vertexOfStored[v]] = labels[v]. One thread a vertex, striding; all int32[n].
extern "C" __global__ void cdlp_by_vertex(const int* labels, const int* vertexOfStored, int* byVertex, int n) {
  for (int64 v = grid_thread(); v < n; v += grid_threads()) {
    byVertex[vertexOfStored[v]] = labels[v];
  }
}

// seen[l] = 1 for every label l in use. One thread a vertex, striding; seen int32[n] comes in as zeros.
extern "C" __global__ void cdlp_mark(const int* labels, int* seen, int n) {
  for (int64 v = grid_thread(); v < n; v += grid_threads()) {
    seen[labels[v]] = 1;
  }
}

// total[0] += how many of seen int32[n] are 1. One thread a label, striding.
extern "C" __global__ void cdlp_count_marks(const int* seen, int n, unsigned long long* total) {
  int marks = 0;
  for (int64 label = grid_thread(); label < n; label += grid_threads()) {
    marks += seen[label];
  }
  add_changes(marks, total);
}
