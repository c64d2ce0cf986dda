// Weakly connected components by Afforest: Sutton, Ben-Nun and Barak, "Optimizing parallel graph
// connectivity computation via subgraph sampling", 2018; trees are hooked and halved as in Jaiganesh
// and Burtscher, "A high-performance connected components implementation for GPUs", 2018.
//
// In all kernels: offsets int64[n+1] and columns int32[m] the arcs, parents int32[n] a forest in
// which every parent is at most its child and a root its own parent; all by stored number.
#include "arcs.cuh"

#define SAMPLES 256

// An ancestor of v that was a root; halves the path there. A parent read late is an ancestor still,
// so stale values and racing writes only leave paths longer.
__device__ __forceinline__ int root_of(int* parents, int v) {
  int parent = parents[v];
  for (int above = parents[parent]; above != parent; above = parents[parent]) {
    parents[v] = above;
    v = parent;
    parent = above;
  }
  return parent;
}

// Joins the trees of u and v. Each failed attempt goes on from a smaller vertex: this ends.
__device__ __forceinline__ void hook(int* parents, int u, int v) {
  int a = root_of(parents, u);
  int b = root_of(parents, v);
  while (a != b) {
    int high = max(a, b);
    int low = min(a, b);
    int parent = atomicCAS(&parents[high], high, low);
    if (parent == high) return;
    a = root_of(parents, parent);
    b = low;
  }
}

// <<<any, any>>> Makes every vertex a root.
extern "C" __global__ void wcc_plant(int vertexCount, int* parents) {
  for (int64 v = grid_thread(); v < vertexCount; v += grid_threads()) parents[v] = (int)v;
}

// <<<any, any>>> Hooks arc number `arc` of each row, counted within the row.
extern "C" __global__ void wcc_hook_one(int vertexCount, const long long* offsets,
                                        const int* columns, int arc, int* parents) {
  for (int64 u = grid_thread(); u < vertexCount; u += grid_threads()) {
    int64 e = offsets[u] + arc;
    if (e < offsets[u + 1]) hook(parents, (int)u, columns[e]);
  }
}

// <<<any, any>>> Makes roots the parents of all; not while trees are being hooked. Each thread
// writes its own vertices only: halving others' paths could undo what they have written. It does at
// every step, so that paths through its vertices shrink as it goes and long ones end in few steps.
extern "C" __global__ void wcc_flatten(int vertexCount, int* parents) {
  for (int64 v = grid_thread(); v < vertexCount; v += grid_threads()) {
    int parent = parents[v];
    for (int above = parents[parent]; above != parent; above = parents[parent]) {
      parents[v] = above;
      parent = above;
    }
  }
}

// <<<1, SAMPLES>>> frequent int32[1]: a root that many vertices hang from, by a sample.
extern "C" __global__ void wcc_frequent_root(int vertexCount, const int* parents, int* frequent) {
  __shared__ int roots[SAMPLES];
  __shared__ unsigned long long most;
  // The golden ratio's multiples are spread evenly and meet no stride of the graph's.
  unsigned place = __umulhi(threadIdx.x * 2654435769u, (unsigned)vertexCount);
  int root = parents[place];
  roots[threadIdx.x] = root;
  if (threadIdx.x == 0) most = 0;
  __syncthreads();
  unsigned count = 0;
  for (int i = 0; i < SAMPLES; i++) count += roots[i] == root;
  atomicMax(&most, (unsigned long long)count << 32 | (unsigned)root);
  __syncthreads();
  if (threadIdx.x == 0) *frequent = (int)most;
}

// All rows, but those in the tree of `skipped`: −1 for none.
struct Rows {
  const int64* offsets;
  const int* parents;
  int64 count;
  int skipped;

  __device__ __forceinline__ int64 start(int64 entry) const { return offsets[entry]; }
  __device__ __forceinline__ int row(int64 entry) const { return (int)entry; }
  __device__ __forceinline__ int64 first(int row) const { return offsets[row]; }
  __device__ __forceinline__ bool wanted(int row) const { return parents[row] != skipped; }
};

// <<<any, multiple of 32>>> Hooks all arcs, but from vertices in the tree of frequent[0] if skip is
// 1. An arc left out has another row to be hooked from, or both ends in that tree.
extern "C" __global__ void wcc_hook_rest(int vertexCount, const long long* offsets,
                                         const int* columns, int skip, const int* frequent,
                                         int* parents) {
  Rows rows = {offsets, parents, vertexCount, skip ? *frequent : -1};
  int64 from, to;
  warp_share(offsets[vertexCount], grid_thread() >> 5, grid_threads() >> 5, &from, &to);
  walk_arcs(rows, from, to, [&](bool live, int64 e, int u) {
    if (live && rows.wanted(u)) hook(parents, u, columns[e]);
  });
}

// <<<any, any>>> By root: least int32[n] the smallest vertex of its tree, maximal before; sizes
// int32[n], 0 before. vertexOf int32[n] the vertex of each stored number, not read if identity is 1.
extern "C" __global__ void wcc_gather(int vertexCount, const int* parents, const int* vertexOf,
                                      int identity, const int* frequent, int* least, int* sizes) {
  __shared__ int scratch[32];
  int largest = *frequent;
  int inLargest = 0;
  int smallest = 0x7fffffff;
  for (int64 v = grid_thread(); v < vertexCount; v += grid_threads()) {
    int root = parents[v];
    int vertex = identity ? (int)v : vertexOf[v];
    if (root == largest) {
      inLargest++;
      smallest = min(smallest, vertex);
    } else {
      atomicAdd(&sizes[root], 1);
      // A stale value is too large at worst: a needless atomic.
      if (least[root] > vertex) atomicMin(&least[root], vertex);
    }
  }
  for (int offset = 16; offset > 0; offset >>= 1) {
    smallest = min(smallest, __shfl_xor_sync(ALL_LANES, smallest, offset));
  }
  if (lane() == 0 && least[largest] > smallest) atomicMin(&least[largest], smallest);
  inLargest = block_sum(inLargest, scratch);
  if (threadIdx.x == 0 && inLargest > 0) atomicAdd(&sizes[largest], inLargest);
}

// <<<any, any>>> labels int32[n] by vertex; counts int32[2], 0 before: components, largest size.
extern "C" __global__ void wcc_label(int vertexCount, const int* parents, const int* vertexOf,
                                     int identity, const int* least, const int* sizes, int* labels,
                                     int* counts) {
  __shared__ int scratch[32];
  int roots = 0;
  int largest = 0;
  for (int64 v = grid_thread(); v < vertexCount; v += grid_threads()) {
    int root = parents[v];
    labels[identity ? (int)v : vertexOf[v]] = least[root];
    roots += root == v;
    largest = max(largest, sizes[v]);
  }
  for (int offset = 16; offset > 0; offset >>= 1) {
    largest = max(largest, __shfl_xor_sync(ALL_LANES, largest, offset));
  }
  if (lane() == 0) atomicMax(&counts[1], largest);
  roots = block_sum(roots, scratch);
  if (threadIdx.x == 0 && roots > 0) atomicAdd(&counts[0], roots);
}
