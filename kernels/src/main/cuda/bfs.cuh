// What the search and its parents share: the state that steers them, and the queue of rows.
#pragma once
#include "arcs.cuh"

typedef unsigned long long uint64;

// What the next launch has to do: every kernel returns at once unless it is its turn.
enum { DONE, NARROW, TOP_DOWN, TO_BITS, BOTTOM_UP, LONG_ROWS, TO_QUEUE };

// Rows with more arcs than this, and not settled by their first ones, are walked by all warps.
#define LONG_ROW 4096

// A place in the queue and the arcs of all rows before it in one word, so that one atomic addition
// hands out both and the arcs ascend along the queue: arcs << shift | place.
struct BfsState {
  int phase;        // read by the host in one word with depth
  int depth;        // of the frontier
  int reached;      // vertices reached
  int searchFrom;   // the first and the last depth found bottom-up;
  int searchTo;     //   searchFrom > searchTo if none
  int frontier;     // vertices in the frontier
  unsigned found;   // vertices found at this level that are in no queue
  unsigned finished;
  uint64 head;      // the frontier is the queue from head to middle,
  uint64 middle;
  uint64 tail;      //   the next one grows from middle to tail
  uint64 deferred;  // long rows, counted from 0
  uint64 sample;    // rows that offer themselves as parents, counted from 0
  int64 frontierArcs;
  int64 unseenArcs;
  int vertexCount;
  int target;       // −1 if none
  int hasIn;
  int shift;
};

__device__ __forceinline__ int queue_place(uint64 word, int shift) {
  return (int)(word & ((1ull << shift) - 1));
}

// Rows in the queue. starts[place]: the arcs before it.
struct QueuedRows {
  const int* queue;
  const uint64* starts;
  const int64* offsets;
  int64 count;

  __device__ __forceinline__ int64 start(int64 entry) const { return (int64)starts[entry]; }
  __device__ __forceinline__ int row(int64 entry) const { return queue[entry]; }
  __device__ __forceinline__ int64 first(int row) const { return offsets[row]; }
  __device__ __forceinline__ bool wanted(int) const { return true; }
};

// Appends row v of every lane with `live`, if it has arcs, at the place and the arcs that `counter`
// says, from queue[0] on; returns the row's arcs. All lanes must take part.
__device__ __forceinline__ int64 append(bool live, int v, const int64* offsets, int shift,
                                        uint64* counter, int* queue, uint64* starts) {
  int64 arcs = live ? offsets[v + 1] - offsets[v] : 0;
  uint64 mine = arcs > 0 ? (uint64)arcs << shift | 1 : 0;
  uint64 sum = mine;
  for (int distance = 1; distance < 32; distance <<= 1) {
    uint64 before = __shfl_up_sync(ALL_LANES, sum, distance);
    if (lane() >= distance) sum += before;
  }
  uint64 base = 0;
  if (lane() == 31 && sum > 0) base = atomicAdd(counter, sum);
  uint64 at = __shfl_sync(ALL_LANES, base, 31) + sum - mine;
  if (arcs > 0) {
    queue[queue_place(at, shift)] = v;
    starts[queue_place(at, shift)] = at >> shift;
  }
  return arcs;
}

// The words of a set of vertices, a bit each.
__device__ __forceinline__ int set_words(int vertexCount) {
  return (int)(((int64)vertexCount + 31) >> 5);
}

// Whether `v` is in a set of vertices.
__device__ __forceinline__ bool in_set(const unsigned* bits, int v) {
  return bits[v >> 5] >> (v & 31) & 1;
}

// Puts `v` into the set; whether it was not in it.
__device__ __forceinline__ bool put_in_set(unsigned* bits, int v) {
  unsigned bit = 1u << (v & 31);
  return !(bits[v >> 5] & bit) && !(atomicOr(&bits[v >> 5], bit) & bit);
}

// The search goes bottom-up when the frontier's arcs exceed 1/ALPHA of the arcs not yet looked at,
// and back when the frontier shrinks below 1/BETA of the vertices.
#define ALPHA 15
#define BETA 18
// Frontiers with at most so many arcs are the work of one block, level after level.
#define NARROW_ARCS 4096

__device__ void go_top_down(BfsState* state) {
  int64 arcs = (int64)(state->middle >> state->shift) - (int64)(state->head >> state->shift);
  state->phase = arcs <= NARROW_ARCS ? NARROW : TOP_DOWN;
}

// Makes the level that was found the frontier, whose size is `found`; whether the search goes on.
__device__ bool finish_level(BfsState* state, const unsigned* visited, int found) {
  int target = state->target;
  state->found = 0;
  state->frontier = found;
  state->reached += found;
  if (found > 0) state->depth++;
  bool goOn = found > 0 && (target < 0 || !(fresh(&visited[target >> 5]) >> (target & 31) & 1));
  if (!goOn) state->phase = DONE;
  return goOn;
}

__device__ void choose_direction(BfsState* state) {
  int64 arcs = state->frontierArcs;
  bool large = arcs > state->unseenArcs / ALPHA && arcs > state->vertexCount / BETA;
  if (state->hasIn && large) {
    state->phase = TO_BITS;
  } else {
    go_top_down(state);
  }
}
