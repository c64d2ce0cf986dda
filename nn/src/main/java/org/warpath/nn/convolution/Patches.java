package org.warpath.nn.convolution;

import java.lang.foreign.MemorySegment;

/**
 * Patches of one image as the columns of a matrix: row (c, k…), column o… holds what kernel place
 * k… meets in channel c at output place o…. For each place of the kernel's width, the rows of the
 * image are first laid out as that place meets them; then, where the vertical stride is 1, what a
 * place of the kernel's height meets lies side by side in one piece.
 */
final class Patches {
  private final Axis depth;
  private final Axis height;
  private final Axis width;
  private final Rows rows;

  Patches(Geometry geometry, Rows rows) {
    this.rows = rows;
    depth = geometry.depth();
    height = geometry.height();
    width = geometry.width();
  }

  /**
   * Some outputs of one image: whole rows, or a part of one.
   *
   * @param od the place in depth
   * @param oh the first row
   * @param lines how many rows
   * @param ow the first place in each row
   * @param count how many places in each row; all but if it is a part of one
   */
  record Tile(int od, int oh, int lines, int ow, int count) {
    int columns() {
      return lines * count;
    }
  }

  /** Elements of working memory for tiles of so many rows of so many places. */
  long scratch(int lines, int count) {
    return (long) height.reach(lines) * count;
  }

  /**
   * Writes the rows of {@code channels} channels from {@code image} on.
   *
   * @param x the input
   * @param image where in x the first of the channels begins
   * @param columns the matrix, from its first row on; its rows are side by side
   * @param scratch working memory
   */
  void gather(
      MemorySegment x,
      long image,
      int channels,
      Tile tile,
      MemorySegment columns,
      MemorySegment scratch) {
    int line = tile.columns();
    long kernelPlane = (long) height.kernel() * width.kernel();
    for (int c = 0; c < channels; c++) {
      for (int kd = 0; kd < depth.kernel(); kd++) {
        long first = ((long) c * depth.kernel() + kd) * kernelPlane * line;
        int id = depth.at(tile.od(), kd);
        if (id < 0 || id >= depth.in()) {
          rows.zero(columns, first, kernelPlane * line);
          continue;
        }
        long plane = image + ((long) c * depth.in() + id) * height.in() * width.in();
        for (int kw = 0; kw < width.kernel(); kw++) {
          shift(x, plane, kw, tile, scratch);
          for (int kh = 0; kh < height.kernel(); kh++) {
            stack(scratch, kh, tile, columns, first + ((long) kh * width.kernel() + kw) * line);
          }
        }
      }
    }
  }

  // scratch ← the rows of a plane that the tile meets, as place kw of the kernel's width does.
  private void shift(MemorySegment x, long plane, int kw, Tile tile, MemorySegment scratch) {
    int reach = height.reach(tile.lines());
    int count = tile.count();
    int top = height.at(tile.oh(), 0);
    int from = Math.clamp(-top, 0, reach);
    int to = Math.clamp(height.in() - top, from, reach);
    rows.zero(scratch, 0, (long) from * count);
    rows.zero(scratch, (long) to * count, (long) (reach - to) * count);
    int left = Math.clamp(width.from(kw) - tile.ow(), 0, count);
    int right = Math.clamp(width.to(kw) - tile.ow(), left, count);
    if (left == right) {
      rows.zero(scratch, 0, (long) reach * count);
      return;
    }
    long source = plane + width.at(tile.ow() + left, kw);
    if (left > 0 || right < count) {
      rows.zero(scratch, (long) from * count, (long) (to - from) * count);
    }
    long target = (long) from * count + left;
    long first = source + (long) (top + from) * width.in();
    if (width.stride() == 1) {
      rows.copyBlock(to - from, right - left, x, first, width.in(), scratch, target, count);
      return;
    }
    for (int line = 0; line < to - from; line++) {
      rows.gather(
          x,
          first + (long) line * width.in(),
          width.stride(),
          scratch,
          target + (long) line * count,
          right - left);
    }
  }

  private void stack(MemorySegment scratch, int kh, Tile tile, MemorySegment columns, long place) {
    int count = tile.count();
    long first = (long) kh * height.dilation() * count;
    if (height.stride() == 1) {
      rows.copy(scratch, first, columns, place, tile.columns());
      return;
    }
    int apart = height.stride() * count;
    rows.copyBlock(tile.lines(), count, scratch, first, apart, columns, place, count);
  }

  /** x ← x + what the columns hold, each where {@link #gather} reads it. */
  void scatter(
      MemorySegment columns,
      MemorySegment x,
      long image,
      int channels,
      Tile tile,
      MemorySegment scratch) {
    int line = tile.columns();
    long kernelPlane = (long) height.kernel() * width.kernel();
    for (int c = 0; c < channels; c++) {
      for (int kd = 0; kd < depth.kernel(); kd++) {
        long first = ((long) c * depth.kernel() + kd) * kernelPlane * line;
        int id = depth.at(tile.od(), kd);
        if (id < 0 || id >= depth.in()) {
          continue;
        }
        long plane = image + ((long) c * depth.in() + id) * height.in() * width.in();
        for (int kw = 0; kw < width.kernel(); kw++) {
          boolean isDense = height.stride() == 1;
          if (isDense) {
            rows.copy(columns, first + (long) kw * line, scratch, 0, line);
          }
          long kept = isDense ? line : 0;
          rows.zero(scratch, kept, scratch(tile.lines(), tile.count()) - kept);
          for (int kh = isDense ? 1 : 0; kh < height.kernel(); kh++) {
            unstack(columns, first + ((long) kh * width.kernel() + kw) * line, kh, tile, scratch);
          }
          unshift(scratch, kw, tile, x, plane);
        }
      }
    }
  }

  private void unstack(
      MemorySegment columns, long place, int kh, Tile tile, MemorySegment scratch) {
    int count = tile.count();
    long first = (long) kh * height.dilation() * count;
    if (height.stride() == 1) {
      rows.add(tile.columns(), columns, place, scratch, first);
      return;
    }
    int apart = height.stride() * count;
    rows.addBlock(tile.lines(), count, columns, place, count, scratch, first, apart);
  }

  private void unshift(MemorySegment scratch, int kw, Tile tile, MemorySegment x, long plane) {
    int reach = height.reach(tile.lines());
    int count = tile.count();
    int top = height.at(tile.oh(), 0);
    int first = Math.clamp(-top, 0, reach);
    int end = Math.clamp(height.in() - top, first, reach);
    int left = Math.clamp(width.from(kw) - tile.ow(), 0, count);
    int right = Math.clamp(width.to(kw) - tile.ow(), left, count);
    long target = plane + width.at(tile.ow() + left, kw);
    long from = (long) first * count + left;
    long to = target + (long) (top + first) * width.in();
    if (width.stride() == 1) {
      rows.addBlock(end - first, right - left, scratch, from, count, x, to, width.in());
      return;
    }
    for (int line = 0; line < end - first; line++) {
      rows.add(
          right - left,
          1,
          scratch,
          from + (long) line * count,
          1,
          x,
          to + (long) line * width.in(),
          width.stride());
    }
  }
}
