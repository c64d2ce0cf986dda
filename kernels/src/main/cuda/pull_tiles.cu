#include "pull_tiles.cuh"

// The first row that begins in each tile. At least one thread an entry of firstRows.
//   tiles = ⌈(entries + PULL_ROW_COST · rowCount) / PULL_TILE⌉
//   offsets[rowCount + 1], firstRows[tiles + 1]; firstRows[tiles] = rowCount
extern "C" __global__ void pull_tiles_cut(int rowCount, int tiles, const int64* offsets,
                                          int* firstRows) {
  int64 tile = grid_thread();
  if (tile > tiles) return;
  int64 place = tile * PULL_TILE;
  int low = 0, high = rowCount;
  while (low < high) {
    int middle = low + (high - low) / 2;
    if (offsets[middle] + (int64)PULL_ROW_COST * middle < place) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  firstRows[tile] = low;
}
