package org.warpath.nn.convolution;

import java.util.ArrayList;
import java.util.List;

/**
 * How the outputs of an image are cut: into tiles of about equal size, each of whole rows or a part
 * of one.
 *
 * @param tiles all of them
 * @param lines the most rows of one
 * @param count the most places of a row of one
 */
record Tiling(List<Patches.Tile> tiles, int lines, int count) {

  /** Tiles of {@code most} places, or at least one. */
  static Tiling of(Geometry geometry, int most) {
    int rows = geometry.height().out();
    int row = geometry.width().out();
    int lines = even(rows, Math.max(1, most / row));
    int count = lines > 1 || rows == 0 ? row : even(row, Math.max(1, Math.min(row, most)));
    List<Patches.Tile> tiles = new ArrayList<>();
    for (int od = 0; od < geometry.depth().out(); od++) {
      for (int oh = 0; oh < rows; oh += lines) {
        for (int ow = 0; ow < row; ow += count) {
          tiles.add(
              new Patches.Tile(od, oh, Math.min(lines, rows - oh), ow, Math.min(count, row - ow)));
        }
      }
    }
    return new Tiling(tiles, lines, count);
  }

  // The size of equal parts of whole, of which none is greater than most.
  private static int even(int whole, int most) {
    return Math.ceilDiv(whole, Math.ceilDiv(whole, most));
  }

  int columns() {
    return lines * count;
  }
}
