package org.warpath.nn.convolution;

import org.jspecify.annotations.Nullable;
import org.warpath.kernels.cuda.DeviceBuffer;
import org.warpath.kernels.cuda.DeviceScope;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.blas.DeviceBlas;
import org.warpath.linalg.dense.DeviceMatrixBatch;
import org.warpath.linalg.dense.GemmMath;
import org.warpath.nn.layer.Binding;
import org.warpath.nn.tensor.DeviceTensor;
import org.warpath.nn.tensor.Shape;

/**
 * Convolution by a {@link TileScheme} on a device: squares of images and the weights are
 * transformed, cuBLAS multiplies the matrices of all points in one call a group, or in four where
 * points are complex, and the results are transformed back. As many squares at a time as fit into
 * the working memory. Elements of 16 bits are transformed and multiplied in float32.
 */
final class CudaTileConvolver implements Convolver<DeviceTensor> {
  /** A good size of the working memory for squares: a device is busy, and room is left. */
  static final long MOST_BYTES = 128L << 20;

  private final Geometry geometry;
  private final TileScheme scheme;
  private final DeviceBlas blas;
  private final ElementType type;
  private final CudaSquares weights;
  private final CudaSquares turnedWeights;
  private final Pass forward;
  private final Pass backward;
  private final int most;
  private final DeviceBuffer ofWeights;
  private final DeviceBuffer ofInputs;
  private final DeviceBuffer ofOutputs;

  /** Squares of what is given and of what is made, one for one. */
  private record Pass(CudaSquares given, CudaSquares made, long squares) {}

  /**
   * For a geometry that {@link TileScheme#of} takes.
   *
   * @param mostBytes of transformed squares at a time, beside the weights; at least one square's
   */
  CudaTileConvolver(
      TileScheme scheme,
      Geometry geometry,
      Binding<DeviceTensor> binding,
      DeviceScope scope,
      long mostBytes) {
    this.geometry = geometry;
    this.scheme = scheme;
    blas = new DeviceBlas(scope);
    type = binding.type() == ElementType.FLOAT64 ? ElementType.FLOAT64 : ElementType.FLOAT32;
    CudaSquares.Maker maker = new CudaSquares.Maker(scheme.tile(), binding.type(), type, scope);
    Planes kernels =
        Planes.whole(
            Math.multiplyExact(geometry.outputs(), geometry.groupInputs()), scheme.kernel());
    weights = maker.squares(kernels, scheme.weights());
    turnedWeights = maker.squares(kernels, scheme.weights().turned());
    int inputs = geometry.inputs();
    int outputs = geometry.outputs();
    forward = pass(maker, inputs, outputs, geometry.height(), geometry.width());
    backward = pass(maker, outputs, inputs, geometry.height().turned(), geometry.width().turned());
    long each = (long) scheme.points() * scheme.parts();
    long square = each * (inputs + outputs);
    long squares = Math.max(forward.squares(), backward.squares());
    long fitting = mostBytes / (square * type.byteSize());
    most = Math.clamp(squares, 1, Math.clamp(fitting, 1, Integer.MAX_VALUE));
    long ofKernels = each * kernels.channels();
    DeviceBuffer memory = memory(binding, (ofKernels + square * most) * type.byteSize());
    ofWeights = slice(memory, 0, ofKernels);
    ofInputs = slice(memory, ofKernels, each * inputs * most);
    ofOutputs = slice(memory, ofKernels + each * inputs * most, each * outputs * most);
  }

  private Pass pass(CudaSquares.Maker maker, int given, int made, Axis height, Axis width) {
    int step = scheme.outputs();
    Planes outputs = Planes.ofOutputs(made, height, width, step);
    return new Pass(
        maker.squares(Planes.ofInputs(given, height, width, step), scheme.input()),
        maker.squares(outputs, scheme.output()),
        Math.multiplyExact((long) geometry.batch(), outputs.squares()));
  }

  // Shared by steps of the binding's type, in which it is asked for whatever it will hold.
  private static DeviceBuffer memory(Binding<DeviceTensor> binding, long bytes) {
    long elements = Math.ceilDiv(bytes, binding.type().byteSize());
    return binding.shared(Shape.of(Math.toIntExact(elements)), "transformed tiles").memory();
  }

  private DeviceBuffer slice(DeviceBuffer memory, long from, long elements) {
    return memory.slice(from * type.byteSize(), elements * type.byteSize());
  }

  private CudaPoints points(DeviceBuffer memory, int rows, int columns) {
    return new CudaPoints(
        type, memory, scheme.points(), scheme.parts(), geometry.groups(), rows, columns, false);
  }

  private CudaPoints weights() {
    return points(ofWeights, geometry.groupOutputs(), geometry.groupInputs());
  }

  private CudaPoints inputs(int squares) {
    return points(ofInputs, geometry.groupInputs(), squares);
  }

  private CudaPoints outputs(int squares) {
    return points(ofOutputs, geometry.groupOutputs(), squares);
  }

  @FunctionalInterface
  private interface Body {
    void accept(long first, int count);
  }

  private void forEachPart(Pass pass, Body body) {
    for (long first = 0; first < pass.squares(); first += most) {
      body.accept(first, (int) Math.min(most, pass.squares() - first));
    }
  }

  @Override
  public void forward(
      DeviceTensor x, DeviceTensor w, @Nullable DeviceTensor start, DeviceTensor y) {
    weights.transform(w, 0, 1, ofWeights);
    forEachPart(
        forward,
        (first, count) -> {
          forward.given().transform(x, first, count, ofInputs);
          multiply(weights(), inputs(count), 0, outputs(count));
          forward.made().set(ofOutputs, first, count, start, y);
        });
  }

  @Override
  public void inputGradient(
      DeviceTensor dy, DeviceTensor w, @Nullable DeviceTensor start, DeviceTensor dx) {
    turnedWeights.transform(w, 0, 1, ofWeights);
    forEachPart(
        backward,
        (first, count) -> {
          backward.given().transform(dy, first, count, ofOutputs);
          multiply(weights().transposed(), outputs(count), 0, inputs(count));
          backward.made().set(ofInputs, first, count, start, dx);
        });
  }

  @Override
  public void weightGradient(DeviceTensor x, DeviceTensor dy, DeviceTensor dw) {
    forEachPart(
        forward,
        (first, count) -> {
          forward.given().transform(x, first, count, ofInputs);
          forward.made().transform(dy, first, count, ofOutputs);
          multiply(outputs(count), inputs(count).transposed(), first == 0 ? 0 : 1, weights());
        });
    if (forward.squares() > 0) {
      weights.add(ofWeights, 1, dw);
    }
  }

  // C ← A·B + beta · C, point by point; complex points of A are conjugated.
  private void multiply(CudaPoints a, CudaPoints b, double beta, CudaPoints c) {
    for (int group = 0; group < geometry.groups(); group++) {
      multiply(1, a.of(0, group), b.of(0, group), beta, c.of(0, group));
      if (scheme.parts() == 2) {
        multiply(1, a.of(1, group), b.of(1, group), 1, c.of(0, group));
        multiply(1, a.of(0, group), b.of(1, group), beta, c.of(1, group));
        multiply(-1, a.of(1, group), b.of(0, group), 1, c.of(1, group));
      }
    }
  }

  private void multiply(
      double alpha, DeviceMatrixBatch a, DeviceMatrixBatch b, double beta, DeviceMatrixBatch c) {
    blas.gemm(alpha, a, b, beta, c, GemmMath.FULL);
  }
}
