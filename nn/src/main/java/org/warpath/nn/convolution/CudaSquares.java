package org.warpath.nn.convolution;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.nn.layer.Kernels;
import org.warpath.nn.tensor.DeviceTensor;

/**
 * Squares of planes on a device, and their transforms: {@code nn_tiles.cu} and {@code
 * nn_tiles_back.cu}.
 */
final class CudaSquares {
  // Squares of a block, as the kernels have them: Fourier's need more shared memory each.
  private static final int FOURIER_TILE = 16;
  private static final int FOURIER_LANES = 16;
  private static final int LANES = 32;

  private final Planes planes;
  private final int tile;
  private final int lanes;
  private final Kernels there;
  private final Kernels back;
  private final DeviceBuffer sizes;
  private final DeviceBuffer lines;

  /**
   * What makes the squares of a convolution.
   *
   * @param tile the largest squares: 4, 6 or 16
   * @param type what the planes' elements are
   * @param points what the points' are
   */
  record Maker(int tile, ElementType type, ElementType points, DeviceScope scope) {

    CudaSquares squares(Planes planes, SquareTransform transform) {
      return new CudaSquares(this, planes, transform);
    }
  }

  private CudaSquares(Maker maker, Planes planes, SquareTransform transform) {
    this.planes = planes;
    tile = maker.tile();
    lanes = tile == FOURIER_TILE ? FOURIER_LANES : LANES;
    DeviceScope scope = maker.scope();
    there = new Kernels(scope, "nn_tiles").in(maker.type());
    back = new Kernels(scope, "nn_tiles_back").in(maker.type());
    int[] numbers = {
      planes.channels(),
      planes.height(),
      planes.width(),
      planes.tall(),
      planes.wide(),
      planes.step(),
      planes.top(),
      planes.left(),
      transform.size()
    };
    sizes = scope.uploaded(MemorySegment.ofArray(numbers), "squares' sizes");
    Matrix matrices = lines(transform, tile, maker.points());
    lines = scope.uploaded(matrices.memory(), "squares' transform");
  }

  // Both matrices, one behind the other, with columns of zeros up to the tile's size.
  private static Matrix lines(SquareTransform transform, int tile, ElementType type) {
    Matrix across = transform.across();
    Matrix down = transform.down();
    int parts = transform.parts();
    Matrix lines = Matrix.zeros(type, 1, across.rows() * tile + down.rows() * tile * parts);
    for (int row = 0; row < across.rows(); row++) {
      for (int j = 0; j < across.columns(); j++) {
        lines.set(0, row * tile + j, across.get(row, j));
      }
    }
    for (int row = 0; row < down.rows(); row++) {
      for (int j = 0; j < down.columns(); j++) {
        lines.set(0, across.rows() * tile + row * tile * parts + j, down.get(row, j));
      }
    }
    return lines;
  }

  private long blocks(int count) {
    return Math.ceilDiv((long) planes.channels() * count, lanes);
  }

  /** points[points · parts][channels][count] ← the transforms of squares of x from first on. */
  void transform(DeviceTensor x, long first, int count, DeviceBuffer points) {
    there.blockEach(
        "nn_tiles_transform_" + tile,
        blocks(count),
        tile * lanes,
        x.type().kernelCode(),
        sizes,
        first,
        (long) count,
        lines,
        x.memory(),
        points);
  }

  /** Squares of y from first on ← start + the transposed transforms; start is 0 if null. */
  void set(
      DeviceBuffer points, long first, int count, @Nullable DeviceTensor start, DeviceTensor y) {
    transformBack(points, first, count, 0, start, y);
  }

  /** Squares of y ← themselves + the transposed transforms. */
  void add(DeviceBuffer points, int count, DeviceTensor y) {
    transformBack(points, 0, count, 1, null, y);
  }

  private void transformBack(
      DeviceBuffer points,
      long first,
      int count,
      int adds,
      @Nullable DeviceTensor start,
      DeviceTensor y) {
    back.blockEach(
        "nn_tiles_back_" + tile,
        blocks(count),
        tile * lanes,
        y.type().kernelCode(),
        sizes,
        first,
        (long) count,
        lines,
        points,
        adds,
        Kernels.flag(start),
        Kernels.orAny(start, y),
        y.memory());
  }
}
