// The simple undirected graph below a graph, every edge held once: at its end of lower degree, of equal ones the one
// stored later. Stored rows ascend, so a repeated neighbour stands beside itself, and one in both rows of a directed
// graph is found by bisection. Rows of many arcs go to whole blocks.
#include "adjacency.cuh"

static const int LONG_ROW = 1024;

__device__ __forceinline__ bool contains(const int* columns, int64 begin, int64 end, int column) {
  int64 limit = end;
  while (begin < end) {
    int64 middle = (begin + end) >> 1;
    if (columns[middle] < column) {
      begin = middle + 1;
    } else {
      end = middle;
    }
  }
  return begin < limit && columns[begin] == column;
}

// Whether u's edge to v is held by v.
__device__ __forceinline__ bool precedes(int u, int v, const int* degrees) {
  return degrees[u] > degrees[v] || (degrees[u] == degrees[v] && u < v);
}

// Whether out-arc e of v is the first one to a neighbour that shall be kept: any but v, or only those that precede it
// where `degrees` is given.
__device__ __forceinline__ bool keeps_out(const Adjacency& arcs, int64 e, int v, const int* degrees) {
  int u = arcs.outColumns[e];
  return u != v && (e == arcs.outOffsets[v] || arcs.outColumns[e - 1] != u) &&
         (degrees == 0 || precedes(u, v, degrees));
}

// Likewise for in-arc e, of a neighbour that is not one by an out-arc as well.
__device__ __forceinline__ bool keeps_in(const Adjacency& arcs, int64 e, int v, const int* degrees) {
  int u = arcs.inColumns[e];
  return u != v && (e == arcs.inOffsets[v] || arcs.inColumns[e - 1] != u) &&
         (degrees == 0 || precedes(u, v, degrees)) &&
         !contains(arcs.outColumns, arcs.outOffsets[v], arcs.outOffsets[v + 1], u);
}

template <class Group>
__device__ void count_row(Group group, const Adjacency& arcs, int v, const int* degrees, int* lengths) {
  int kept = 0;
  for (int64 e = arcs.outOffsets[v] + group.rank(); e < arcs.outOffsets[v + 1]; e += group.size()) {
    kept += keeps_out(arcs, e, v, degrees);
  }
  if (arcs.directed) {
    for (int64 e = arcs.inOffsets[v] + group.rank(); e < arcs.inOffsets[v + 1]; e += group.size()) {
      kept += keeps_in(arcs, e, v, degrees);
    }
  }
  kept = group.sum(kept);
  if (group.rank() == 0) lengths[v] = kept;
}

// Writes what count_row counts, entries u << 1 | (arcs joining u and v) − 1: the kept of the out-row ascending, then
// those of the in-row, which begin after seams[v] entries.
template <class Group>
__device__ void write_row(
    Group group, const Adjacency& arcs, int v, const int* degrees, const int64* offsets, unsigned* entries, int* seams) {
  int64 place = offsets[v];
  int64 end = arcs.outOffsets[v + 1];
  for (int64 first = arcs.outOffsets[v]; first < end; first += group.size()) {
    int64 e = first + group.rank();
    bool kept = e < end && keeps_out(arcs, e, v, degrees);
    int total;
    int64 mine = place + group.before(kept, total);
    if (kept) {
      unsigned u = arcs.outColumns[e];
      bool both = !arcs.directed || contains(arcs.inColumns, arcs.inOffsets[v], arcs.inOffsets[v + 1], u);
      entries[mine] = u << 1 | both;
    }
    place += total;
  }
  if (!arcs.directed) return;
  if (group.rank() == 0) seams[v] = (int)(place - offsets[v]);
  end = arcs.inOffsets[v + 1];
  for (int64 first = arcs.inOffsets[v]; first < end; first += group.size()) {
    int64 e = first + group.rank();
    bool kept = e < end && keeps_in(arcs, e, v, degrees);
    int total;
    int64 mine = place + group.before(kept, total);
    if (kept) entries[mine] = (unsigned)arcs.inColumns[e] << 1;
    place += total;
  }
}

// In all kernels below: offsets int64[n + 1] and ascending columns int32[m] of out- and in-edges (undirected: the same).

// longRows int32[…] and longCount int32[1] get the rows of more than LONG_ROW arcs, in any order; longCount comes in 0.
// One thread a row, striding.
extern "C" __global__ void orientation_long_rows(
    const int64* outOffsets, const int64* inOffsets, int directed, int n, int* longRows, int* longCount) {
  Adjacency arcs = {outOffsets, 0, inOffsets, 0, directed};
  for (int64 v = grid_thread(); v < n; v += grid_threads()) {
    if (arcs.degree((int)v) > LONG_ROW) longRows[atomicAdd(longCount, 1)] = (int)v;
  }
}

// lengths[v], int32[n], = the distinct neighbours of v but v itself; with ordered = 1, those that precede it by
// degrees int32[n]. A warp a row, striding; long rows are left out.
extern "C" __global__ void orientation_count(
    const int64* outOffsets, const int* outColumns, const int64* inOffsets, const int* inColumns, int directed, int n,
    int ordered, const int* degrees, int* lengths) {
  Adjacency arcs = {outOffsets, outColumns, inOffsets, inColumns, directed};
  for (int64 v = grid_thread() / 32; v < n; v += grid_threads() / 32) {
    if (arcs.degree((int)v) <= LONG_ROW) count_row(OneWarp(), arcs, (int)v, ordered ? degrees : 0, lengths);
  }
}

// The same for the long rows: a block each.
extern "C" __global__ void orientation_count_long(
    const int64* outOffsets, const int* outColumns, const int64* inOffsets, const int* inColumns, int directed,
    const int* longRows, int ordered, const int* degrees, int* lengths) {
  __shared__ int scratch[32];
  Adjacency arcs = {outOffsets, outColumns, inOffsets, inColumns, directed};
  count_row(OneBlock{scratch}, arcs, longRows[blockIdx.x], ordered ? degrees : 0, lengths);
}

// The rows: entries uint32[…] at offsets int64[n + 1]; seams int32[n] only if directed. A warp a row, striding; long
// rows are left out.
extern "C" __global__ void orientation_write(
    const int64* outOffsets, const int* outColumns, const int64* inOffsets, const int* inColumns, int directed, int n,
    const int* degrees, const int64* offsets, unsigned* entries, int* seams) {
  Adjacency arcs = {outOffsets, outColumns, inOffsets, inColumns, directed};
  for (int64 v = grid_thread() / 32; v < n; v += grid_threads() / 32) {
    if (arcs.degree((int)v) <= LONG_ROW) write_row(OneWarp(), arcs, (int)v, degrees, offsets, entries, seams);
  }
}

// The same for the long rows: a block each.
extern "C" __global__ void orientation_write_long(
    const int64* outOffsets, const int* outColumns, const int64* inOffsets, const int* inColumns, int directed,
    const int* longRows, const int* degrees, const int64* offsets, unsigned* entries, int* seams) {
  __shared__ int scratch[32];
  Adjacency arcs = {outOffsets, outColumns, inOffsets, inColumns, directed};
  write_row(OneBlock{scratch}, arcs, longRows[blockIdx.x], degrees, offsets, entries, seams);
}

// How many of the ascending `entries` are less than `entry`.
__device__ __forceinline__ int count_below(const unsigned* entries, int length, unsigned entry) {
  int begin = 0;
  while (begin < length) {
    int middle = (begin + length) >> 1;
    if (entries[middle] < entry) {
      begin = middle + 1;
    } else {
      length = middle;
    }
  }
  return begin;
}

// merged = entries, uint32[…], with both parts of each row merged: an entry goes as far behind its place in its own part
// as entries of the other part are smaller. A warp a row, striding.
extern "C" __global__ void orientation_merge(
    const int64* offsets, const int* seams, int n, const unsigned* entries, unsigned* merged) {
  for (int64 v = grid_thread() / 32; v < n; v += grid_threads() / 32) {
    const unsigned* row = entries + offsets[v];
    int length = (int)(offsets[v + 1] - offsets[v]);
    int seam = seams[v];
    for (int i = lane(); i < length; i += 32) {
      int other = i < seam ? count_below(row + seam, length - seam, row[i]) : count_below(row, seam, row[i]);
      merged[offsets[v] + (i < seam ? i : i - seam) + other] = row[i];
    }
  }
}
