package org.warpath.nn.convolution;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.warpath.linalg.dense.Matrix;
import org.warpath.nn.tensor.Tensor;

/** How the planes of one direction are cut, and each worker's memory for it. */
final class TilePass {
  // Of transformed inputs and outputs together: measured, a little more than the second cache.
  private static final int CACHE_BYTES = 1536 << 10;
  private static final int CHUNK_COLUMNS = 512;

  private final TileTransform transform;
  private final int inputs;
  private final int outputs;
  private final Rows rows;
  private final Axis height;
  private final Axis width;
  private final Squares tiles;
  private final int lines;
  private final int blocks;
  private MemorySegment[][] pieces = {};

  /**
   * @param inputs input channels of a group, of the convolution and not of its gradient
   * @param outputs output channels of a group
   */
  TilePass(TileTransform transform, int inputs, int outputs, Axis height, Axis width, Rows rows) {
    this.transform = transform;
    this.inputs = inputs;
    this.outputs = outputs;
    this.rows = rows;
    this.height = height;
    this.width = width;
    int m = transform.outputs();
    int excess = Math.ceilDiv(transform.tile() - m, m);
    tiles = new Squares(rows, m, Math.ceilDiv(width.out(), m), excess);
    int all = Math.ceilDiv(height.out(), m);
    long line =
        (long) transform.input().rows() * (inputs + outputs) * tiles.pitch() * rows.elementBytes();
    blocks = Math.ceilDiv(all, Math.clamp(CACHE_BYTES / line, 1, all));
    lines = Math.ceilDiv(all, blocks);
  }

  Axis height() {
    return height;
  }

  Axis width() {
    return width;
  }

  /** How many blocks of rows of tiles a plane has. */
  int blocks() {
    return blocks;
  }

  /** The first output row of a block. */
  int top(int block) {
    return block * lines * transform.outputs();
  }

  private int lines(int block) {
    int all = Math.ceilDiv(height.out(), transform.outputs());
    return Math.min(lines, all - block * lines);
  }

  /** Output rows of a block, those beyond the plane included. */
  int outputRows(int block) {
    return lines(block) * transform.outputs();
  }

  /** Tiles of a block and channel, those between rows included. */
  int columns(int block) {
    return lines(block) * tiles.pitch();
  }

  // Channels that are transformed together.
  private int chunk() {
    return Math.max(1, CHUNK_COLUMNS / (lines * tiles.pitch()));
  }

  private long[] sizes() {
    long columns = (long) lines * tiles.pitch();
    long points = transform.input().rows();
    return new long[] {
      points * inputs * columns,
      points * outputs * columns,
      Math.max(points, (long) transform.tile() * transform.tile()) * chunk() * columns,
      tiles.scratch(lines),
      tiles.scratch(lines) + (long) transform.outputs() * tiles.pitch()
    };
  }

  /** Working memory of a worker. */
  long elements() {
    return Arrays.stream(sizes()).sum();
  }

  /** Gives a worker its memory. */
  void give(int worker, MemorySegment memory, int threads) {
    if (pieces.length == 0) {
      pieces = new MemorySegment[threads][];
    }
    long[] sizes = sizes();
    MemorySegment[] cut = new MemorySegment[sizes.length];
    long place = 0;
    for (int i = 0; i < sizes.length; i++) {
      cut[i] = memory.asSlice(place * rows.elementBytes(), sizes[i] * rows.elementBytes());
      place += sizes[i];
    }
    pieces[worker] = cut;
  }

  /** [points · parts][input channels][columns]. */
  MemorySegment ofInputs(int worker) {
    return pieces[worker][0];
  }

  /** [points · parts][output channels][columns]. */
  MemorySegment ofOutputs(int worker) {
    return pieces[worker][1];
  }

  /** to[points][channels][columns] ← by · squares of planes of x. */
  void transform(
      Tensor x,
      long image,
      int channels,
      Axis high,
      Axis wide,
      int top,
      int left,
      int size,
      Matrix by,
      int block,
      int worker,
      MemorySegment to) {
    int columns = columns(block);
    for (int from = 0; from < channels; from += chunk()) {
      int count = Math.min(chunk(), channels - from);
      long apart = (long) count * columns;
      for (int c = 0; c < count; c++) {
        tiles.gather(
            x.memory(),
            image + (long) (from + c) * high.in() * wide.in(),
            high.in(),
            wide.in(),
            top,
            left,
            lines(block),
            size,
            pieces[worker][3],
            pieces[worker][4],
            pieces[worker][2],
            (long) c * columns,
            apart);
      }
      Matrix squares = rows.matrix(pieces[worker][2], 0, size * size, (int) apart, apart);
      Matrix target =
          rows.matrix(to, (long) from * columns, by.rows(), (int) apart, (long) channels * columns);
      Products.multiply(by, squares, 0, target);
    }
  }

  /** y ← y + the outputs of the products in from[points][channels][columns]. */
  void transformBack(
      MemorySegment from, Tensor y, long image, int channels, int block, int worker) {
    int columns = columns(block);
    int m = transform.outputs();
    for (int first = 0; first < channels; first += chunk()) {
      int count = Math.min(chunk(), channels - first);
      long apart = (long) count * columns;
      Matrix products =
          rows.matrix(
              from,
              (long) first * columns,
              transform.output().columns(),
              (int) apart,
              (long) channels * columns);
      Matrix squares = rows.matrix(pieces[worker][2], 0, m * m, (int) apart, apart);
      Products.multiply(transform.output(), products, 0, squares);
      for (int c = 0; c < count; c++) {
        tiles.scatter(
            pieces[worker][2],
            (long) c * columns,
            apart,
            lines(block),
            pieces[worker][4],
            y.memory(),
            image + (long) (first + c) * height.out() * width.out(),
            height.out(),
            width.out(),
            top(block));
      }
    }
  }
}
