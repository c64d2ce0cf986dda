package org.warpath.nn.convolution;

import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;

/**
 * A {@link TileScheme} as three matrices: m×m outputs are output · (product of weights · w with
 * input · x); complex points' real and imaginary parts are rows after one another. As dense
 * matrices the transforms cost more multiplications than one dimension after the other, but those
 * are the library's.
 *
 * @param outputs m
 * @param tile t
 * @param parts 1 for real points, 2 for complex ones
 * @param input [points · parts × t²]
 * @param weights [points · parts × r²]
 * @param output [m² × points · parts]
 */
record TileTransform(
    int outputs, int tile, int parts, Matrix input, Matrix weights, Matrix output) {

  /** That of {@code scheme}, for elements of {@code type}. */
  static TileTransform of(TileScheme scheme, ElementType type) {
    return new TileTransform(
        scheme.outputs(),
        scheme.tile(),
        scheme.parts(),
        scheme.input().dense(type),
        scheme.weights().dense(type),
        scheme.output().dense(type).transposed().copy());
  }

  /** How many products over channels there are. */
  int points() {
    return input.rows() / parts;
  }
}
