package org.warpath.nn.convolution;

import java.lang.foreign.MemorySegment;

/**
 * The rows of an image as each place of the kernel's width meets them, and so laid out that what a
 * place of the kernel's height meets for a tile of outputs lies side by side: with a vertical
 * stride s, first the rows 0, s, 2s…, then 1, s+1…. So a channel has {@link #channelPlaces}
 * elements for each place of the width, of which each kernel place meets a part, from {@link
 * #place} on.
 */
final class ShiftedRows {
  private final Axis height;
  private final Axis width;
  private final Rows rows;

  ShiftedRows(Geometry geometry, Rows rows) {
    this.rows = rows;
    height = geometry.height();
    width = geometry.width();
  }

  // Rows of each residue of the stride.
  private int residueRows(int lines) {
    return Math.ceilDiv(height.reach(lines), height.stride());
  }

  /** Elements of a channel for one place of the kernel's width. */
  int channelPlaces(int lines, int count) {
    return Math.multiplyExact(residueRows(lines) * height.stride(), count);
  }

  /** Where in a channel begins what kernel row kh meets for the tile. */
  int place(Patches.Tile tile, int kh) {
    int row = kh * height.dilation();
    int residues = residueRows(tile.lines());
    return (row % height.stride() * residues + row / height.stride()) * tile.count();
  }

  /** What of a plane's rows and columns a tile meets, for one place of the kernel's width. */
  private record Cut(int top, int from, int to, int left, int right) {
    boolean isEmpty() {
      return from >= to || left >= right;
    }
  }

  private Cut cut(int kw, Patches.Tile tile) {
    int reach = height.reach(tile.lines());
    int top = height.at(tile.oh(), 0);
    int from = Math.clamp(-top, 0, reach);
    int to = Math.clamp(height.in() - top, from, reach);
    int left = Math.clamp(width.from(kw) - tile.ow(), 0, tile.count());
    int right = Math.clamp(width.to(kw) - tile.ow(), left, tile.count());
    return new Cut(top, from, to, left, right);
  }

  /** shifted, {@code channels} after one another ← planes of x, from {@code plane} on. */
  void gather(
      MemorySegment x,
      long plane,
      long planePlaces,
      int channels,
      int kw,
      Patches.Tile tile,
      MemorySegment shifted,
      long first) {
    Cut cut = cut(kw, tile);
    int reach = height.reach(tile.lines());
    int places = channelPlaces(tile.lines(), tile.count());
    boolean isWhole =
        cut.from == 0
            && cut.to == reach
            && cut.left == 0
            && cut.right == tile.count()
            && reach % height.stride() == 0;
    if (!isWhole) {
      rows.zero(shifted, first, (long) channels * places);
    }
    for (int c = 0; c < channels && !cut.isEmpty(); c++) {
      forEachResidue(
          cut,
          kw,
          tile,
          plane + c * planePlaces,
          first + (long) c * places,
          (lines, in, out) ->
              copyLines(lines, cut.right - cut.left, x, in, shifted, out, tile.count()));
    }
  }

  /** Planes of x, from {@code plane} on ← x + shifted. */
  void scatter(
      MemorySegment shifted,
      long first,
      MemorySegment x,
      long plane,
      long planePlaces,
      int channels,
      int kw,
      Patches.Tile tile) {
    Cut cut = cut(kw, tile);
    int places = channelPlaces(tile.lines(), tile.count());
    for (int c = 0; c < channels && !cut.isEmpty(); c++) {
      forEachResidue(
          cut,
          kw,
          tile,
          plane + c * planePlaces,
          first + (long) c * places,
          (lines, in, out) ->
              addLines(lines, cut.right - cut.left, shifted, out, tile.count(), x, in));
    }
  }

  @FunctionalInterface
  private interface Lines {
    void accept(int lines, long in, long out);
  }

  private void forEachResidue(
      Cut cut, int kw, Patches.Tile tile, long plane, long channel, Lines body) {
    int stride = height.stride();
    int residues = residueRows(tile.lines());
    int column = width.at(tile.ow() + cut.left, kw);
    for (int residue = 0; residue < stride; residue++) {
      int from = Math.ceilDiv(cut.from - residue, stride);
      int to = Math.ceilDiv(cut.to - residue, stride);
      if (from < to) {
        long row = cut.top + (long) from * stride + residue;
        long line = (long) residue * residues + from;
        body.accept(
            to - from, plane + row * width.in() + column, channel + line * tile.count() + cut.left);
      }
    }
  }

  private void copyLines(
      int lines, int count, MemorySegment x, long in, MemorySegment shifted, long out, int apart) {
    int down = height.stride() * width.in();
    if (width.stride() == 1) {
      rows.copyBlock(lines, count, x, in, down, shifted, out, apart);
      return;
    }
    for (int line = 0; line < lines; line++) {
      long from = in + (long) line * down;
      rows.gather(x, from, width.stride(), shifted, out + (long) line * apart, count);
    }
  }

  private void addLines(
      int lines, int count, MemorySegment shifted, long out, int apart, MemorySegment x, long in) {
    int down = height.stride() * width.in();
    if (width.stride() == 1) {
      rows.addBlock(lines, count, shifted, out, apart, x, in, down);
      return;
    }
    for (int line = 0; line < lines; line++) {
      long to = in + (long) line * down;
      rows.add(count, 1, shifted, out + (long) line * apart, 1, x, to, width.stride());
    }
  }
}
