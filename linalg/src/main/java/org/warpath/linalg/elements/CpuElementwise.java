package org.warpath.linalg.elements;

import java.lang.foreign.MemorySegment;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Sharing;

/**
 * {@link Elementwise} on the processor: tile by tile, operands are widened to float64, the function
 * goes over the tile, and the result is rounded to its type. So there is one loop a function and
 * one a type, not one for each pair. Arguments are checked.
 */
final class CpuElementwise {

  private CpuElementwise() {}

  /** x[0 … count−1] ← f(x). */
  @FunctionalInterface
  private interface Unary {
    void accept(double[] x, int count);
  }

  /** x[0 … count−1] ← f(x, y). */
  @FunctionalInterface
  private interface Binary {
    void accept(double[] x, double[] y, int count);
  }

  static void apply(UnaryFunction f, Matrix a, Matrix result, int threads) {
    sweep((x, count) -> UnaryLoops.apply(f, x, count), a, result, threads);
  }

  static void apply(BinaryFunction f, Matrix a, Matrix b, Matrix result, int threads) {
    sweep((x, y, count) -> BinaryLoops.apply(f, x, y, count), a, b, result, threads);
  }

  static void add(double alpha, Matrix a, double beta, Matrix b, Matrix result, int threads) {
    if (beta == 0) {
      scale(alpha, a, result, threads);
    } else if (alpha == 0) {
      scale(beta, b, result, threads);
    } else {
      sweep(
          (x, y, count) -> {
            for (int i = 0; i < count; i++) {
              x[i] = alpha * x[i] + beta * y[i];
            }
          },
          a,
          b,
          result,
          threads);
    }
  }

  private static void scale(double alpha, Matrix a, Matrix result, int threads) {
    sweep(
        (x, count) -> {
          for (int i = 0; i < count; i++) {
            x[i] = alpha == 0 ? 0 : alpha * x[i];
          }
        },
        a,
        result,
        threads);
  }

  static void copy(Matrix a, Matrix result, int threads) {
    if (a.type() == result.type()
        && a.isRowMajor()
        && result.isRowMajor()
        && sameShape(a, result)) {
      copyRows(a, result, threads);
    } else if (a.type() == result.type()
        && a.isColumnMajor()
        && result.isColumnMajor()
        && sameShape(a, result)) {
      copyRows(a.transposed(), result.transposed(), threads);
    } else {
      sweep((x, count) -> {}, a, result, threads);
    }
  }

  private static boolean sameShape(Matrix a, Matrix b) {
    return a.rows() == b.rows() && a.columns() == b.columns();
  }

  private static void copyRows(Matrix a, Matrix result, int threads) {
    Tiles tiles = new Tiles(a.rows(), a.columns(), 1, Math.max(1, a.columns()));
    int size = a.type().byteSize();
    tiles.forEach(
        Sharing.threads(threads, a.memory(), result.memory()),
        (from, to) -> {
          for (int row = from; row < to; row++) {
            MemorySegment.copy(
                a.memory(),
                row * a.rowStride() * size,
                result.memory(),
                row * result.rowStride() * size,
                (long) a.columns() * size);
          }
        });
  }

  static void map(DoubleUnaryOperator f, Matrix a, Matrix result, int threads) {
    sweep(
        (x, count) -> {
          for (int i = 0; i < count; i++) {
            x[i] = f.applyAsDouble(x[i]);
          }
        },
        a,
        result,
        threads);
  }

  static void map(DoubleBinaryOperator f, Matrix a, Matrix b, Matrix result, int threads) {
    sweep(
        (x, y, count) -> {
          for (int i = 0; i < count; i++) {
            x[i] = f.applyAsDouble(x[i], y[i]);
          }
        },
        a,
        b,
        result,
        threads);
  }

  private static void sweep(Unary f, Matrix a, Matrix result, int threads) {
    if (Tiles.liesByColumns(result)) {
      sweep(f, a.transposed(), result.transposed(), threads);
      return;
    }
    Tiles tiles = tiles(result, a);
    Strided x = Strided.repeated(a);
    Strided r = Strided.of(result);
    tiles.forEach(
        Sharing.threads(threads, a.memory(), result.memory()),
        (from, to) -> {
          double[] buffer = new double[tiles.elements()];
          for (int tile = from; tile < to; tile++) {
            x.load(tiles, tile, buffer);
            f.accept(buffer, tiles.rows(tile) * tiles.columns(tile));
            r.store(tiles, tile, buffer);
          }
        });
  }

  private static void sweep(Binary f, Matrix a, Matrix b, Matrix result, int threads) {
    if (Tiles.liesByColumns(result)) {
      sweep(f, a.transposed(), b.transposed(), result.transposed(), threads);
      return;
    }
    Tiles tiles = tiles(result, a, b);
    Strided x = Strided.repeated(a);
    Strided y = Strided.repeated(b);
    Strided r = Strided.of(result);
    tiles.forEach(
        Sharing.threads(threads, a.memory(), b.memory(), result.memory()),
        (from, to) -> {
          double[] buffer = new double[tiles.elements()];
          double[] second = new double[tiles.elements()];
          for (int tile = from; tile < to; tile++) {
            x.load(tiles, tile, buffer);
            y.load(tiles, tile, second);
            f.accept(buffer, second, tiles.rows(tile) * tiles.columns(tile));
            r.store(tiles, tile, buffer);
          }
        });
  }

  private static Tiles tiles(Matrix result, Matrix... operands) {
    for (Matrix operand : operands) {
      if (operand.columns() > 1 && Tiles.liesByColumns(operand)) {
        return Tiles.rectangles(result.rows(), result.columns(), 32);
      }
    }
    return Tiles.byRows(result.rows(), result.columns());
  }
}
