// R-MAT graphs: edge e is a pure function of the parameters, the same as the CPU's, so each pass
// over the edges makes them anew.
#include "edge_random.cuh"

#define SCRAMBLE_ROUNDS 4
// Chances in units of 2⁻³²: a, a+b, a+b+c of .57, .19, .19, .05.
#define CHANCE_A 2448131359u
#define CHANCE_AB 3264175145u
#define CHANCE_ABC 4080218931u

struct Rmat {
  int scale;
  uint64 root;
  uint64 factors[SCRAMBLE_ROUNDS];
  uint64 terms[SCRAMBLE_ROUNDS];

  __device__ Rmat(int scale, uint64 seed) : scale(scale), root(stream_root(seed)) {
    for (int round = 0; round < SCRAMBLE_ROUNDS; round++) {
      factors[round] = mix(seed + 2 * round + 1) | 1;
      terms[round] = mix(seed - 2 * round - 1);
    }
  }

  __device__ int scramble(uint64 x) const {
    uint64 mask = (1ull << scale) - 1;
    for (int round = 0; round < SCRAMBLE_ROUNDS; round++) {
      x = (x * factors[round] + terms[round]) & mask;
      x ^= x >> (scale / 2 + 1);
    }
    return (int)x;
  }

  __device__ void edge(int64 e, int* u, int* v) const {
    uint64 stream = edge_stream(root, e);
    uint64 bits = 0;
    unsigned row = 0;
    unsigned column = 0;
    for (int level = 0; level < scale; level++) {
      bits = (level & 1) == 0 ? random_bits(stream, level) : bits >> 32;
      unsigned x = (unsigned)bits;
      unsigned a = x >= CHANCE_A;
      unsigned ab = x >= CHANCE_AB;
      unsigned abc = x >= CHANCE_ABC;
      row = (row << 1) | ab;
      column = (column << 1) | (a ^ ab ^ abc);
    }
    *u = scramble(row);
    *v = scramble(column);
  }
};

// Calls arc(u, v, e) for the arcs of the edges first … last-1.
template <typename Arc>
__device__ __forceinline__ void each_arc(int scale, int64 seed, int64 first, int64 last,
                                         int incoming, int mirror, int dropLoops, Arc arc) {
  Rmat rmat(scale, (uint64)seed);
  for (int64 e = first + grid_thread(); e < last; e += grid_threads()) {
    int u, v;
    rmat.edge(e, &u, &v);
    if (u == v && dropLoops) continue;
    if (incoming) {
      arc(v, u, e);
    } else {
      arc(u, v, e);
    }
    if (mirror && u != v) {
      if (incoming) {
        arc(u, v, e);
      } else {
        arc(v, u, e);
      }
    }
  }
}

// Any shape. lengths: int32[2^scale], 0 before; becomes the rows' lengths.
extern "C" __global__ void rmat_count(int scale, long long seed, long long first, long long last,
                                      int incoming, int mirror, int dropLoops, int* lengths) {
  each_arc(scale, seed, first, last, incoming, mirror, dropLoops,
           [=](int u, int v, int64 e) { atomicAdd(lengths + u, 1); });
}

// Any shape. next: int64[2^scale], the place of each row's next arc. columns: int32[arcs], the rows
// in no particular order within.
extern "C" __global__ void rmat_fill(int scale, long long seed, long long first, long long last,
                                     int incoming, int mirror, int dropLoops,
                                     unsigned long long* next, int* columns) {
  each_arc(scale, seed, first, last, incoming, mirror, dropLoops,
           [=](int u, int v, int64 e) { columns[atomicAdd(next + u, 1ull)] = v; });
}

// As above; keys: int64[arcs], column · 2^edgeBits + edge.
extern "C" __global__ void rmat_fill_keys(int scale, long long seed, long long first,
                                          long long last, int incoming, int mirror, int dropLoops,
                                          int edgeBits, unsigned long long* next,
                                          long long* keys) {
  each_arc(scale, seed, first, last, incoming, mirror, dropLoops, [=](int u, int v, int64 e) {
    keys[atomicAdd(next + u, 1ull)] = ((int64)v << edgeBits) | e;
  });
}
