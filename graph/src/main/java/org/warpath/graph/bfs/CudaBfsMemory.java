package org.warpath.graph.bfs;

import org.jspecify.annotations.Nullable;
import org.warpath.graph.Graph;
import org.warpath.graph.device.DeviceGraph;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.kernels.cuda.LaunchShape;
import org.warpath.linalg.sparse.DeviceCsr;

/** What a search keeps on the device, all of it by stored number; shapes are told in bfs.cu. */
final class CudaBfsMemory {
  // At least as many as BfsState has.
  private static final int STATE_BYTES = 128;
  private static final int BITMAPS = 3;
  // Of 256 threads; as many fit one multiprocessor.
  private static final int BLOCKS = 8;

  final int vertexCount;
  final DeviceCsr out;
  final @Nullable DeviceCsr in;
  final @Nullable DeviceBuffer vertexOfStored;
  final DeviceBuffer state;
  final DeviceBuffer visited;
  final DeviceBuffer bits;
  final DeviceBuffer depths;
  final DeviceBuffer queue;
  final DeviceBuffer starts;
  final @Nullable DeviceBuffer parents;
  final LaunchShape perVertex;
  final LaunchShape perArc;

  /** Takes the graph's in-edges only if they are at hand. */
  CudaBfsMemory(DeviceScope scope, DeviceGraph resident, boolean withParents) {
    Graph graph = resident.graph();
    vertexCount = graph.vertexCount();
    out = resident.out(false);
    in = graph.hasInEdges() ? resident.in(false) : null;
    vertexOfStored = graph.order().isIdentity() ? null : resident.vertexOfStored();
    long setBytes = setBytes(vertexCount);
    state = scope.bytes(STATE_BYTES, "bfs state");
    visited = scope.bytes(setBytes, "bfs visited");
    bits = scope.bytes(2 * setBytes, "bfs frontier bits");
    depths = scope.ints(vertexCount, "bfs depths");
    queue = scope.ints(vertexCount, "bfs queue");
    starts = scope.longs(vertexCount, "bfs queue arcs");
    parents = withParents ? scope.ints(vertexCount, "bfs parents") : null;
    int blocks = BLOCKS * scope.device().multiprocessors();
    perVertex = LaunchShape.of(blocks, LaunchShape.BLOCK).atMost(blocksFor(vertexCount));
    perArc = LaunchShape.of(blocks, LaunchShape.BLOCK).atMost(blocksFor(out.entryCount()));
  }

  /** Bytes of all this beyond the graph. */
  static long byteSize(int vertexCount, boolean withParents) {
    long perVertex = Integer.BYTES * (withParents ? 3L : 2L) + Long.BYTES;
    return STATE_BYTES + BITMAPS * setBytes(vertexCount) + perVertex * vertexCount;
  }

  private static long setBytes(int vertexCount) {
    return (vertexCount + 31L) / 32 * Integer.BYTES;
  }

  private static int blocksFor(long threads) {
    return Math.clamp(threads / LaunchShape.BLOCK + 1, 1, Integer.MAX_VALUE);
  }

  /** By how many bits arcs are shifted in a word that counts them and vertices. */
  static int countShift(int vertexCount) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(vertexCount);
  }

  /**
   * Checks that one 64-bit word can count the graph's vertices and arcs side by side.
   *
   * @throws IllegalArgumentException if not
   */
  static void requireCountable(int vertexCount, long edgeCount) {
    int arcBits = Long.SIZE - countShift(vertexCount);
    if (edgeCount >>> arcBits != 0) {
      throw new IllegalArgumentException(
          "a search on the CUDA engine takes fewer than 2^"
              + arcBits
              + " arcs in a graph of "
              + vertexCount
              + " vertices, was "
              + edgeCount);
    }
  }

  /** 1 if vertices are stored under their own numbers. */
  int identity() {
    return vertexOfStored == null ? 1 : 0;
  }

  /** {@link #vertexOfStored}, or a buffer that stands in for it where a kernel does not read it. */
  DeviceBuffer vertexOfStoredOrDepths() {
    return vertexOfStored == null ? depths : vertexOfStored;
  }
}
