package org.warpath.nn.convolution;

import java.lang.foreign.MemorySegment;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Parallel;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.elements.Elementwise;
import org.warpath.nn.tensor.Tensor;

/**
 * The weights as a {@link TileTransform} has them: a matrix for each point and group.
 *
 * @param transformed {@link #rawElements} elements: [points · parts][M × C/groups]
 * @param factors {@link #elements} elements; the same memory if points are real
 */
record TileWeights(
    TileTransform transform,
    Geometry geometry,
    Rows rows,
    int threads,
    MemorySegment transformed,
    MemorySegment factors) {
  private static final Engine ONE_THREAD = Engine.cpu(1);

  /** Elements of the transformed weights. */
  static long rawElements(TileTransform transform, Geometry geometry) {
    return (long) transform.weights().rows() * geometry.outputs() * geometry.groupInputs();
  }

  /** Elements of the factors of all products. */
  static long elements(TileTransform transform, Geometry geometry) {
    return rawElements(transform, geometry) * transform.parts();
  }

  /** The factor of a point and a group: [parts · M/groups × parts · C/groups]. */
  Matrix factor(int point, int group) {
    return at(factors, point, group);
  }

  /** Takes the weights w, of the kernel turned around or not. */
  void set(Tensor w, boolean isTurned) {
    int pairs = geometry.outputs() * geometry.groupInputs();
    int places = geometry.kernelPlaces();
    Matrix by = transform.weights();
    if (isTurned) {
      by = by.copy();
      for (int i = 0; i < by.rows(); i++) {
        for (int j = 0; j < places; j++) {
          by.set(i, j, transform.weights().get(i, places - 1 - j));
        }
      }
    }
    Matrix given = rows.matrix(w.memory(), 0, pairs, places, places).transposed();
    Products.multiply(by, given, 0, rows.matrix(transformed, 0, by.rows(), pairs, pairs));
    if (transform.parts() == 2) {
      Parallel.forEach(threads, transform.points(), point -> blocks(point, isTurned));
    }
  }

  // The product with a conjugate number r − i·s as one of real matrices: [r s; −s r]; turned ones
  // will be transposed, and so are [r −s; s r].
  private void blocks(int point, boolean isTurned) {
    for (int group = 0; group < geometry.groups(); group++) {
      Matrix block = at(factors, point, group);
      int m = geometry.groupOutputs();
      int c = geometry.groupInputs();
      Matrix real = part(2 * point, group);
      Matrix imaginary = part(2 * point + 1, group);
      double sign = isTurned ? -1 : 1;
      Elementwise.copy(real, block.block(0, m, 0, c), ONE_THREAD);
      Elementwise.copy(real, block.block(m, 2 * m, c, 2 * c), ONE_THREAD);
      Matrix right = block.block(0, m, c, 2 * c);
      Matrix left = block.block(m, 2 * m, 0, c);
      Elementwise.add(sign, imaginary, 0, imaginary, right, ONE_THREAD);
      Elementwise.add(-sign, imaginary, 0, imaginary, left, ONE_THREAD);
    }
  }

  // transformed ← the gradient with respect to it of what blocks made of it, not turned.
  private void partsOfBlocks(int point, MemorySegment sum) {
    for (int group = 0; group < geometry.groups(); group++) {
      Matrix block = at(sum, point, group);
      int m = geometry.groupOutputs();
      int c = geometry.groupInputs();
      Matrix real = part(2 * point, group);
      Matrix imaginary = part(2 * point + 1, group);
      Matrix first = block.block(0, m, 0, c);
      Elementwise.add(1, first, 1, block.block(m, 2 * m, c, 2 * c), real, ONE_THREAD);
      Matrix right = block.block(0, m, c, 2 * c);
      Elementwise.add(1, right, -1, block.block(m, 2 * m, 0, c), imaginary, ONE_THREAD);
    }
  }

  // [M/groups × C/groups] of a row of the transform and a group.
  private Matrix part(int row, int group) {
    int inputs = geometry.groupInputs();
    int outputs = geometry.groupOutputs();
    long place = ((long) row * geometry.outputs() + (long) group * outputs) * inputs;
    return rows.matrix(transformed, place, outputs, inputs, inputs);
  }

  /** [parts · M/groups × parts · C/groups] of a point and a group, in memory as the factors' is. */
  Matrix at(MemorySegment memory, int point, int group) {
    int inputs = transform.parts() * geometry.groupInputs();
    int outputs = transform.parts() * geometry.groupOutputs();
    long place = ((long) point * geometry.groups() + group) * outputs * inputs;
    return rows.matrix(memory, place, outputs, inputs, inputs);
  }

  /** dw ← dw + the gradient, where {@code sum} has that with respect to the factors, not turned. */
  void addGradient(MemorySegment sum, Tensor dw) {
    MemorySegment total = sum;
    if (transform.parts() == 2) {
      Parallel.forEach(threads, transform.points(), point -> partsOfBlocks(point, sum));
      total = transformed;
    }
    int pairs = geometry.outputs() * geometry.groupInputs();
    int places = geometry.kernelPlaces();
    Matrix gradient = rows.matrix(total, 0, transform.weights().rows(), pairs, pairs);
    Matrix target = rows.matrix(dw.memory(), 0, pairs, places, places);
    Products.multiplyWhole(gradient.transposed(), transform.weights(), 1, target);
  }
}
