package org.warpath.nn.layer;

import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.factor.Qr;
import org.warpath.nn.tensor.Shape;
import org.warpath.nn.tensor.Tensor;

/** {@link Initialiser#orthogonal}. */
record Orthogonal(double gain) implements Initialiser {

  @Override
  public void fill(Tensor parameter, Noise random) {
    Shape shape = parameter.shape();
    if (shape.count() == 0) {
      return;
    }
    int rows = shape.rank() == 0 ? 1 : shape.size(0);
    int columns = Math.toIntExact(shape.count() / rows);
    boolean isTall = rows >= columns;
    int most = Math.max(rows, columns);
    int least = Math.min(rows, columns);
    Tensor normal = Tensor.zeros(ElementType.FLOAT64, Shape.of(most, least));
    Initialiser.gaussian(0, 1).fill(normal, random);
    Qr qr = Qr.of(normal.matrix(most, least), Engine.cpu(1));
    Matrix q = qr.q();
    Matrix r = qr.r();
    for (int i = 0; i < rows; i++) {
      for (int j = 0; j < columns; j++) {
        int row = isTall ? i : j;
        int column = isTall ? j : i;
        double sign = r.get(column, column) < 0 ? -1 : 1;
        parameter.set((long) i * columns + j, gain * sign * q.get(row, column));
      }
    }
  }
}
