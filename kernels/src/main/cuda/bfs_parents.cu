// The parents of a finished search: each vertex's is the smallest vertex one level up with an arc to
// it. Levels found top-down hear from all above them, along the arcs that the search followed. At
// levels found bottom-up, which many arcs enter, only the smallest 1/16 of all vertices offer
// themselves: who hears from one of these need not look further, as everyone else is larger. That
// settles most vertices of high degree; the others search their in-edges.
//
// In all kernels: as in bfs.cu; parents uint32[n] by stored number, vertices, NONE at first;
// vertexOf int32[n] the vertex of each stored number, not read if identity is 1.
#include "bfs.cuh"

#define NONE 0xffffffffu
// Arcs that one thread looks at; of longer rows, the warp does.
#define ALONE 32

__device__ __forceinline__ unsigned vertex_of(const int* vertexOf, int identity, int v) {
  return (unsigned)(identity ? v : vertexOf[v]);
}

// Whether `depth` is of a level whose vertices search their parents.
__device__ __forceinline__ bool searches(const BfsState* state, int depth) {
  return depth >= state->searchFrom && depth <= state->searchTo;
}

__device__ __forceinline__ void lower(unsigned* parents, int v, unsigned parent) {
  // A stale value is too large at worst: a needless atomic.
  if (parents[v] > parent) atomicMin(&parents[v], parent);
}

// The queue of the search, or the sample, which offers to levels that search.
struct OfferingRows : QueuedRows {
  const BfsState* state;
  const int* depths;
  int sample;

  __device__ __forceinline__ bool wanted(int row) const {
    return sample || !searches(state, depths[row] + 1);
  }
};

// <<<any, multiple of 32>>> Offers rows of the queue as parents: what the search expanded top-down,
// or the sample.
extern "C" __global__ void bfs_parents_offer(const BfsState* state, const long long* offsets,
                                             const int* columns, const int* depths,
                                             const int* queue, const unsigned long long* starts,
                                             const int* vertexOf, int identity, int sample,
                                             unsigned* parents) {
  uint64 end = sample ? state->sample : state->head;
  OfferingRows rows = {{queue, starts, offsets, queue_place(end, state->shift)},
                       state, depths, sample};
  int64 from, to;
  warp_share((int64)(end >> state->shift), grid_thread() >> 5, grid_threads() >> 5, &from, &to);
  walk_arcs(rows, from, to, [&](bool live, int64 e, int u) {
    if (!live || !rows.wanted(u)) return;
    int v = columns[e];
    if (depths[v] == depths[u] + 1) lower(parents, v, vertex_of(vertexOf, identity, u));
  });
}

// <<<any, multiple of 32>>> The vertices below `small` above a level that searches, as a new queue.
extern "C" __global__ void bfs_parents_sample(BfsState* state, const long long* offsets,
                                              const int* depths, const int* vertexOf, int identity,
                                              int small, int* queue, unsigned long long* starts) {
  if (state->searchFrom > state->searchTo) return;
  int n = state->vertexCount;
  for (int64 first = grid_thread() - lane(); first < n; first += grid_threads()) {
    int u = (int)min(first + lane(), (int64)n - 1);
    bool offers = first + lane() < n && vertex_of(vertexOf, identity, u) < (unsigned)small &&
                  depths[u] >= 0 && searches(state, depths[u] + 1);
    if (__any_sync(ALL_LANES, offers)) {
      append(offers, u, offsets, state->shift, &state->sample, queue, starts);
    }
  }
}

// <<<any, multiple of 32>>> Who has no parent yet, at levels that search, looks at its in-edges;
// long rows are deferred, to the start of the queue.
extern "C" __global__ void bfs_parents_search(BfsState* state, const long long* inOffsets,
                                              const int* inColumns, const int* depths,
                                              const int* vertexOf, int identity, int* queue,
                                              unsigned long long* starts, unsigned* parents) {
  if (state->searchFrom > state->searchTo) return;
  int n = state->vertexCount;
  for (int64 first = grid_thread() - lane(); first < n; first += grid_threads()) {
    int v = (int)min(first + lane(), (int64)n - 1);
    int above = depths[v] - 1;
    bool open = first + lane() < n && searches(state, above + 1) && parents[v] == NONE;
    int64 e = open ? inOffsets[v] : 0;
    int64 end = open ? inOffsets[v + 1] : 0;
    bool defer = end - e > LONG_ROW;
    if (__any_sync(ALL_LANES, defer)) {
      append(defer, v, inOffsets, state->shift, &state->deferred, queue, starts);
    }
    unsigned smallest = NONE;
    if (end - e <= ALONE) {
      for (; e < end; e++) {
        int u = inColumns[e];
        if (depths[u] == above) smallest = min(smallest, vertex_of(vertexOf, identity, u));
      }
    }
    unsigned rest = __ballot_sync(ALL_LANES, !defer && e < end);
    for (; rest != 0; rest &= rest - 1) {
      int owner = __ffs((int)rest) - 1;
      int64 last = __shfl_sync(ALL_LANES, end, owner);
      int depth = __shfl_sync(ALL_LANES, above, owner);
      unsigned least = NONE;
      for (int64 arc = __shfl_sync(ALL_LANES, e, owner) + lane(); arc < last; arc += 32) {
        int u = inColumns[arc];
        if (depths[u] == depth) least = min(least, vertex_of(vertexOf, identity, u));
      }
      for (int offset = 16; offset > 0; offset >>= 1) {
        least = min(least, __shfl_xor_sync(ALL_LANES, least, offset));
      }
      if (lane() == owner) smallest = least;
    }
    if (open && !defer) parents[v] = smallest;
  }
}

// <<<any, multiple of 32>>> The in-edges of the rows that bfs_parents_search deferred.
extern "C" __global__ void bfs_parents_long_rows(const BfsState* state, const long long* inOffsets,
                                                 const int* inColumns, const int* depths,
                                                 const int* vertexOf, int identity,
                                                 const int* queue,
                                                 const unsigned long long* starts,
                                                 unsigned* parents) {
  QueuedRows rows = {queue, starts, inOffsets,
                     queue_place(state->deferred, state->shift)};
  int64 from, to;
  warp_share((int64)(state->deferred >> state->shift), grid_thread() >> 5, grid_threads() >> 5,
             &from, &to);
  walk_arcs(rows, from, to, [&](bool live, int64 e, int v) {
    if (!live) return;
    int u = inColumns[e];
    if (depths[u] == depths[v] - 1) lower(parents, v, vertex_of(vertexOf, identity, u));
  });
}

// <<<any, any>>> Values by vertex from values by stored number: byVertex[vertexOf[v]] = stored[v].
extern "C" __global__ void bfs_by_vertex(int vertexCount, const int* vertexOf, const int* stored,
                                         int* byVertex) {
  for (int64 v = grid_thread(); v < vertexCount; v += grid_threads()) {
    byVertex[vertexOf[v]] = stored[v];
  }
}
