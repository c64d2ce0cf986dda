// A round of label propagation (CDLP): every vertex takes the label most frequent among its neighbours, of several the
// smallest. Its candidates meet in a table as large as it needs: lanes of a warp, shared memory of a warp or of a block,
// or shared memory of a block with global memory behind it. Counts are integers: no order of adding them shows.
#include "cdlp.cuh"

// Up to WIDTH neighbours, one a lane: each counts how many lanes hold its own label.
template <int WIDTH>
__device__ void vote_by_lanes(
    const Adjacency& graph, const int* vertices, int count, const int* labels, int* next, uint64* changed) {
  const int perWarp = 32 / WIDTH;
  int group = lane() / WIDTH;
  int member = lane() % WIDTH;
  int changes = 0;
  for (int64 first = grid_thread() / 32 * perWarp; first < count; first += grid_threads() / 32 * perWarp) {
    bool valid = first + group < count;
    int v = valid ? vertices[first + group] : vertices[first];
    Neighbours neighbours(graph, v);
    int label = valid && member < neighbours.length ? labels[neighbours[member]] : NO_LABEL;
    unsigned same = 0;
    for (int i = 0; i < WIDTH; i++) {
      same += __shfl_sync(0xffffffffu, label, group * WIDTH + i) == label;
    }
    uint64 best = best_of_lanes(label == NO_LABEL ? 0 : vote(same, label), WIDTH);
    if (valid && member == 0) {
      int winner = best == 0 ? labels[v] : label_of(best);
      next[v] = winner;
      changes += winner != labels[v];
    }
  }
  add_changes(changes, changed);
}

// In all kernels below: offsets int64[n + 1] and columns int32[m] of out- and in-edges (undirected: the same, and the
// in-edges unread), vertices int32[count] of one bin, labels and next int32[n], changed int64[1].

// Bin 0, up to 8 neighbours: 8 lanes a vertex, striding.
extern "C" __global__ void cdlp_eighths(
    const int64* outOffsets, const int* outColumns, const int64* inOffsets, const int* inColumns, int directed,
    const int* vertices, int count, const int* labels, int* next, unsigned long long* changed) {
  Adjacency graph = {outOffsets, outColumns, inOffsets, inColumns, directed};
  vote_by_lanes<8>(graph, vertices, count, labels, next, changed);
}

// Bin 1, up to 32 neighbours: a warp a vertex, striding.
extern "C" __global__ void cdlp_lanes(
    const int64* outOffsets, const int* outColumns, const int64* inOffsets, const int* inColumns, int directed,
    const int* vertices, int count, const int* labels, int* next, unsigned long long* changed) {
  Adjacency graph = {outOffsets, outColumns, inOffsets, inColumns, directed};
  vote_by_lanes<32>(graph, vertices, count, labels, next, changed);
}

// Bin 2, up to WARP_SLOTS / 2 neighbours: a warp a vertex, striding, in blocks of 256 threads.
extern "C" __global__ void cdlp_warps(
    const int64* outOffsets, const int* outColumns, const int64* inOffsets, const int* inColumns, int directed,
    const int* vertices, int count, const int* labels, int* next, unsigned long long* changed) {
  __shared__ int tableLabels[8 * WARP_SLOTS];
  __shared__ unsigned tableCounts[8 * WARP_SLOTS];
  Adjacency graph = {outOffsets, outColumns, inOffsets, inColumns, directed};
  int* heard = tableLabels + (threadIdx.x / 32) * WARP_SLOTS;
  unsigned* counts = tableCounts + (threadIdx.x / 32) * WARP_SLOTS;
  int changes = 0;
  for (int64 item = grid_thread() / 32; item < count; item += grid_threads() / 32) {
    int v = vertices[item];
    Neighbours neighbours(graph, v);
    int slots = slots_for(neighbours.length);
    for (int slot = lane(); slot < slots; slot += 32) {
      heard[slot] = NO_LABEL;
      counts[slot] = 0;
    }
    __syncwarp();
    for (int64 i = lane(); i < neighbours.length; i += 32) {
      count_in(heard, counts, slots, slots, labels[neighbours[i]]);
    }
    __syncwarp();
    uint64 best = 0;
    for (int slot = lane(); slot < slots; slot += 32) {
      best = max(best, vote(counts[slot], heard[slot]));
    }
    best = best_of_lanes(best, 32);
    if (lane() == 0) {
      next[v] = label_of(best);
      changes += label_of(best) != labels[v];
    }
    __syncwarp();
  }
  add_changes(changes, changed);
}

// Bin 3, up to BLOCK_SLOTS / 2 neighbours: a block a vertex, striding.
extern "C" __global__ void cdlp_blocks(
    const int64* outOffsets, const int* outColumns, const int64* inOffsets, const int* inColumns, int directed,
    const int* vertices, int count, const int* labels, int* next, unsigned long long* changed) {
  __shared__ int heard[BLOCK_SLOTS];
  __shared__ unsigned counts[BLOCK_SLOTS];
  __shared__ uint64 scratch[32];
  Adjacency graph = {outOffsets, outColumns, inOffsets, inColumns, directed};
  for (int64 item = blockIdx.x; item < count; item += gridDim.x) {
    int v = vertices[item];
    Neighbours neighbours(graph, v);
    int slots = slots_for(neighbours.length);
    for (int slot = threadIdx.x; slot < slots; slot += blockDim.x) {
      heard[slot] = NO_LABEL;
      counts[slot] = 0;
    }
    __syncthreads();
    for (int64 i = threadIdx.x; i < neighbours.length; i += blockDim.x) {
      count_in(heard, counts, slots, slots, labels[neighbours[i]]);
    }
    __syncthreads();
    uint64 best = 0;
    for (int slot = threadIdx.x; slot < slots; slot += blockDim.x) {
      best = max(best, vote(counts[slot], heard[slot]));
    }
    best = best_of_block(best, scratch);
    if (threadIdx.x == 0) {
      next[v] = label_of(best);
      if (label_of(best) != labels[v]) atomicAdd(changed, 1ull);
    }
  }
}

// Bin 4, any number of neighbours: a block a vertex. What finds no place in shared memory, which are rare labels, goes
// to the vertex's segment of heardBeyond and countsBeyond, int32[…]: from segments[item] to segments[item + 1], int64,
// more slots than the vertex has labels to hear. They come in empty (NO_LABEL, 0) and are left so.
extern "C" __global__ void __launch_bounds__(1024) cdlp_hubs(
    const int64* outOffsets, const int* outColumns, const int64* inOffsets, const int* inColumns, int directed,
    const int* vertices, const int64* segments, int* heardBeyond, unsigned* countsBeyond, const int* labels, int* next,
    unsigned long long* changed) {
  __shared__ int heard[BLOCK_SLOTS];
  __shared__ unsigned counts[BLOCK_SLOTS];
  __shared__ uint64 scratch[32];
  __shared__ int spilled;
  Adjacency graph = {outOffsets, outColumns, inOffsets, inColumns, directed};
  int v = vertices[blockIdx.x];
  int* segmentHeard = heardBeyond + segments[blockIdx.x];
  unsigned* segmentCounts = countsBeyond + segments[blockIdx.x];
  int64 segmentSlots = segments[blockIdx.x + 1] - segments[blockIdx.x];
  for (int slot = threadIdx.x; slot < BLOCK_SLOTS; slot += blockDim.x) {
    heard[slot] = NO_LABEL;
    counts[slot] = 0;
  }
  if (threadIdx.x == 0) spilled = 0;
  __syncthreads();
  Neighbours neighbours(graph, v);
  for (int64 i = threadIdx.x; i < neighbours.length; i += blockDim.x) {
    int label = labels[neighbours[i]];
    if (!count_in(heard, counts, BLOCK_SLOTS, SPILL_PROBES, label)) {
      int64 slot = (int64)((uint64)hash_of(label) * (uint64)segmentSlots >> 32);
      while (!count_at(segmentHeard, segmentCounts, slot, label)) {
        slot = slot + 1 == segmentSlots ? 0 : slot + 1;
      }
      spilled = 1;
    }
  }
  __syncthreads();
  uint64 best = 0;
  for (int slot = threadIdx.x; slot < BLOCK_SLOTS; slot += blockDim.x) {
    best = max(best, vote(counts[slot], heard[slot]));
  }
  if (spilled) {
    for (int64 slot = threadIdx.x; slot < segmentSlots; slot += blockDim.x) {
      best = max(best, vote(segmentCounts[slot], segmentHeard[slot]));
      segmentHeard[slot] = NO_LABEL;
      segmentCounts[slot] = 0;
    }
  }
  best = best_of_block(best, scratch);
  if (threadIdx.x == 0) {
    next[v] = label_of(best);
    if (label_of(best) != labels[v]) atomicAdd(changed, 1ull);
  }
}
