// The bottom-up half of the search in bfs.cu: every unreached vertex looks for an in-neighbour in the
// frontier and stops at the first. Where vertices are stored by descending degree the first
// in-neighbours are the likeliest to be in the frontier, and most rows end after one look.
//
// In all kernels: state BfsState[1], inOffsets int64[n+1] and inColumns int32[m] the in-edges;
// visited, depths, bits, queue and starts as in bfs.cu.
#include "bfs.cuh"

// Arcs of a row that one thread looks at before the warp helps.
#define ALONE 32

__device__ void finish_bottom_up(BfsState* state, const unsigned* visited) {
  int found = (int)fresh(&state->found);
  int before = state->frontier;
  state->deferred = 0;
  bool go_on = finish_level(state, visited, found);
  if (found > 0) {
    state->searchFrom = min(state->searchFrom, state->depth);
    state->searchTo = max(state->searchTo, state->depth);
  }
  if (go_on) {
    state->phase = found >= before || found > state->vertexCount / BETA ? BOTTOM_UP : TO_QUEUE;
  }
}

// <<<any, multiple of 32>>> The frontier as bits, before steps bottom-up.
extern "C" __global__ void bfs_to_bits(BfsState* state, const int* depths, unsigned* bits) {
  if (state->phase != TO_BITS) return;
  int n = state->vertexCount;
  int depth = state->depth;
  int words = set_words(n);
  for (int64 word = grid_thread() >> 5; word < words; word += grid_threads() >> 5) {
    int64 v = word * 32 + lane();
    unsigned set = __ballot_sync(ALL_LANES, v < n && depths[v] == depth);
    if (lane() == 0) bits[(depth & 1) * (int64)words + word] = set;
  }
  if (ends_grid(&state->finished)) state->phase = BOTTOM_UP;
}

// <<<any, multiple of 32>>> One level: each unreached vertex looks for an in-neighbour in the
// frontier. A warp owns 32 vertices, a word of each set.
extern "C" __global__ void bfs_bottom_up(BfsState* state, const long long* inOffsets,
                                         const int* inColumns, unsigned* visited, int* depths,
                                         unsigned* bits, int* queue, unsigned long long* starts) {
  if (state->phase != BOTTOM_UP) return;
  int n = state->vertexCount;
  int depth = state->depth;
  int shift = state->shift;
  int free = queue_place(state->middle, shift);
  int words = set_words(n);
  const unsigned* frontier = bits + (depth & 1) * (int64)words;
  unsigned* next = bits + (~depth & 1) * (int64)words;
  unsigned count = 0;
  for (int64 word = grid_thread() >> 5; word < words; word += grid_threads() >> 5) {
    unsigned seen = visited[word];
    int v = (int)(word * 32) + lane();
    bool open = word * 32 + lane() < n && !(seen >> lane() & 1);
    int64 e = open ? inOffsets[v] : 0;
    int64 end = open ? inOffsets[v + 1] : 0;
    int64 pause = min(end, e + ALONE);
    bool found = false;
    while (!found && e < pause) found = in_set(frontier, inColumns[e++]);
    bool defer = !found && end - e > LONG_ROW;
    if (__any_sync(ALL_LANES, defer)) {
      append(defer, v, inOffsets, shift, &state->deferred, queue + free, starts + free);
    }
    unsigned rest = __ballot_sync(ALL_LANES, !found && !defer && e < end);
    for (; rest != 0; rest &= rest - 1) {
      int owner = __ffs((int)rest) - 1;
      int64 last = __shfl_sync(ALL_LANES, end, owner);
      bool hit = false;
      for (int64 a = __shfl_sync(ALL_LANES, e, owner); a < last && !hit; a += 32) {
        int64 arc = a + lane();
        hit = __any_sync(ALL_LANES, arc < last && in_set(frontier, inColumns[arc]));
      }
      found = found || (hit && lane() == owner);
    }
    unsigned finds = __ballot_sync(ALL_LANES, found);
    if (found) depths[v] = depth + 1;
    if (lane() == 0) {
      next[word] = finds;
      if (finds != 0) visited[word] = seen | finds;
      count += __popc(finds);
    }
  }
  if (count > 0) atomicAdd(&state->found, count);
  if (ends_grid(&state->finished)) {
    if (fresh(&state->deferred) == 0) {
      finish_bottom_up(state, visited);
    } else {
      state->phase = LONG_ROWS;
    }
  }
}

// Long rows, whose arcs need no look once the row is reached.
struct DeferredRows : QueuedRows {
  const unsigned* visited;

  __device__ __forceinline__ bool wanted(int row) const {
    return !(fresh(&visited[row >> 5]) >> (row & 31) & 1);
  }
};

// <<<any, multiple of 32>>> The rows that bfs_bottom_up deferred.
extern "C" __global__ void bfs_long_rows(BfsState* state, const long long* inOffsets,
                                         const int* inColumns, unsigned* visited, int* depths,
                                         unsigned* bits, int* queue, unsigned long long* starts) {
  if (state->phase != LONG_ROWS) return;
  int depth = state->depth;
  int shift = state->shift;
  int words = set_words(state->vertexCount);
  const unsigned* frontier = bits + (depth & 1) * (int64)words;
  unsigned* next = bits + (~depth & 1) * (int64)words;
  int first = queue_place(state->middle, shift);
  DeferredRows rows = {{queue + first, starts + first, inOffsets,
                        queue_place(state->deferred, shift)}, visited};
  int64 from, to;
  warp_share((int64)(state->deferred >> shift), grid_thread() >> 5, grid_threads() >> 5, &from,
             &to);
  unsigned count = 0;
  walk_arcs(rows, from, to, [&](bool live, int64 e, int v) {
    if (live && !in_set(visited, v) && in_set(frontier, inColumns[e]) && put_in_set(visited, v)) {
      depths[v] = depth + 1;
      put_in_set(next, v);
      count++;
    }
  });
  if (count > 0) atomicAdd(&state->found, count);
  if (ends_grid(&state->finished)) finish_bottom_up(state, visited);
}
