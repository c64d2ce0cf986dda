// Breadth-first search, direction-optimising: Beamer, Asanović and Patterson, "Direction-optimizing
// breadth-first search", 2012; thresholds of the GAP benchmark. The device itself chooses the next
// step, so the host launches many before it looks. Vertices are stored numbers.
//
// In all kernels: state BfsState[1], offsets int64[n+1] and columns int32[m] the out-edges, visited
// uint32[⌈n/32⌉] a bit a vertex, depths int32[n], −1 where unreached, bits uint32[2·⌈n/32⌉] the
// frontiers of even and of odd depth, queue int32[n] rows, starts uint64[n] the arcs before each.
#include "bfs.cuh"

#define NARROW_LEVELS 512
#define WARPS 16

struct Search {
  BfsState* state;
  const int64* offsets;
  const int* columns;
  unsigned* visited;
  int* depths;
  int* queue;
  uint64* starts;
};

__device__ void finish_top_down(const Search& search) {
  BfsState* state = search.state;
  int shift = state->shift;
  uint64 tail = fresh(&state->tail);
  int queued = queue_place(tail, shift) - queue_place(state->middle, shift);
  state->unseenArcs -= state->frontierArcs;
  state->frontierArcs = (int64)(tail >> shift) - (int64)(state->middle >> shift);
  state->head = state->middle;
  state->middle = tail;
  if (finish_level(state, search.visited, queued + (int)fresh(&state->found))) {
    choose_direction(state);
  }
}

// <<<1, 1>>> Makes `source` the frontier; depths are −1 and visited is 0.
extern "C" __global__ void bfs_start(BfsState* state, const long long* offsets, unsigned* visited,
                                     int* depths, int* queue, unsigned long long* starts,
                                     int vertexCount, int source, int target, int hasIn,
                                     int shift) {
  int64 arcs = offsets[source + 1] - offsets[source];
  BfsState start = {};
  start.reached = 1;
  start.frontier = 1;
  start.searchFrom = vertexCount;
  start.searchTo = -1;
  start.middle = arcs > 0 ? (uint64)arcs << shift | 1 : 0;
  start.tail = start.middle;
  start.frontierArcs = arcs;
  start.unseenArcs = offsets[vertexCount];
  start.vertexCount = vertexCount;
  start.target = target;
  start.hasIn = hasIn;
  start.shift = shift;
  visited[source >> 5] |= 1u << (source & 31);
  depths[source] = 0;
  queue[0] = source;
  starts[0] = 0;
  *state = start;
  if (source != target) choose_direction(state);
}

// Follows the frontier's arcs that fall to a warp; `slots` are 64 ints of shared memory of its own,
// in which finds gather until they fill the warp.
__device__ __forceinline__ void expand(const Search& search, int64 warp, int64 warps, int* slots) {
  BfsState* state = search.state;
  int shift = state->shift;
  int depth = state->depth + 1;
  uint64 head = state->head;
  uint64 middle = state->middle;
  int first = queue_place(head, shift);
  QueuedRows rows = {search.queue + first, search.starts + first, search.offsets,
                     queue_place(middle, shift) - first};
  int64 before = (int64)(head >> shift);
  int64 from, to;
  warp_share((int64)(middle >> shift) - before, warp, warps, &from, &to);
  int gathered = 0;
  unsigned withoutArcs = 0;
  auto take = [&](bool live, int v) {
    if (live) search.depths[v] = depth;
    int64 arcs = append(live, v, search.offsets, shift, &state->tail, search.queue, search.starts);
    withoutArcs += live && arcs == 0;
  };
  walk_arcs(rows, before + from, before + to, [&](bool live, int64 e, int) {
    int v = live ? search.columns[e] : 0;
    bool won = live && put_in_set(search.visited, v);
    unsigned winners = __ballot_sync(ALL_LANES, won);
    if (won) slots[gathered + __popc(winners & ((1u << lane()) - 1))] = v;
    gathered += __popc(winners);
    __syncwarp();
    if (gathered >= 32) {
      gathered -= 32;
      take(true, slots[gathered + lane()]);
      __syncwarp();
    }
  });
  if (gathered > 0) take(lane() < gathered, lane() < gathered ? slots[lane()] : 0);
  withoutArcs = warp_sum(withoutArcs);
  if (lane() == 0 && withoutArcs > 0) atomicAdd(&state->found, withoutArcs);
}

// <<<1, 512>>> Levels of a small frontier, until it grows.
extern "C" __global__ void __launch_bounds__(512)
    bfs_narrow(BfsState* state, const long long* offsets, const int* columns, unsigned* visited,
               int* depths, int* queue, unsigned long long* starts) {
  __shared__ int slots[WARPS][64];
  Search search = {state, offsets, columns, visited, depths, queue, starts};
  int warp = threadIdx.x >> 5;
  for (int level = 0; level < NARROW_LEVELS && fresh(&state->phase) == NARROW; level++) {
    expand(search, warp, blockDim.x >> 5, slots[warp]);
    __syncthreads();
    if (threadIdx.x == 0) finish_top_down(search);
    __syncthreads();
  }
}

// <<<any, ≤ 512>>> One level along the frontier's out-edges.
extern "C" __global__ void __launch_bounds__(512)
    bfs_top_down(BfsState* state, const long long* offsets, const int* columns, unsigned* visited,
                 int* depths, int* queue, unsigned long long* starts) {
  __shared__ int slots[WARPS][64];
  if (state->phase != TOP_DOWN) return;
  Search search = {state, offsets, columns, visited, depths, queue, starts};
  expand(search, grid_thread() >> 5, grid_threads() >> 5, slots[threadIdx.x >> 5]);
  if (ends_grid(&state->finished)) finish_top_down(search);
}

// <<<any, multiple of 32>>> The frontier as a queue, before steps top-down.
extern "C" __global__ void bfs_to_queue(BfsState* state, const long long* offsets,
                                        const unsigned* bits, int* queue,
                                        unsigned long long* starts) {
  if (state->phase != TO_QUEUE) return;
  int n = state->vertexCount;
  int words = set_words(n);
  const unsigned* frontier = bits + (state->depth & 1) * (int64)words;
  for (int64 word = grid_thread() >> 5; word < words; word += grid_threads() >> 5) {
    unsigned set = frontier[word];
    if (set != 0) {
      append(set >> lane() & 1, (int)(word * 32) + lane(), offsets, state->shift, &state->tail,
             queue, starts);
    }
  }
  if (ends_grid(&state->finished)) {
    state->head = state->middle;
    state->middle = fresh(&state->tail);
    state->frontierArcs = 1;
    go_top_down(state);
  }
}
