package org.warpath.nn.pooling;

import org.warpath.nn.tensor.Tensor;

/** Maxima of float64, window by window. */
final class DoubleMaxima implements Maxima {
  private final Planes planes;
  private final double[] x;
  private final double[] y;
  private final int[] places;

  DoubleMaxima(Planes planes) {
    this.planes = planes;
    x = new double[planes.inputCount()];
    y = new double[planes.outputCount()];
    places = new int[planes.outputCount()];
  }

  @Override
  public void find(Tensor tensor, long channel, boolean withPlaces) {
    tensor.load(channel * x.length, x, 0, x.length);
    int at = 0;
    for (int plane = 0; plane < planes.depth().output(); plane++) {
      for (int row = 0; row < planes.rows().output(); row++) {
        for (int column = 0; column < planes.columns().output(); column++) {
          int place = place(plane, row, column);
          places[at] = place;
          y[at++] = place < 0 ? Double.NEGATIVE_INFINITY : x[place];
        }
      }
    }
  }

  // The first of the largest; the first NaN.
  private int place(int plane, int row, int column) {
    Axis depth = planes.depth();
    Axis rows = planes.rows();
    Axis columns = planes.columns();
    int best = -1;
    for (int i = depth.from(plane); i < depth.to(plane); i++) {
      for (int j = rows.from(row); j < rows.to(row); j++) {
        for (int k = columns.from(column); k < columns.to(column); k++) {
          int place =
              planes.place(depth.place(plane, i), rows.place(row, j), columns.place(column, k));
          if (best < 0 || x[place] > x[best] || (isNan(place) && !isNan(best))) {
            best = place;
          }
        }
      }
    }
    return best;
  }

  private boolean isNan(int place) {
    return Double.isNaN(x[place]);
  }

  @Override
  public void store(Tensor tensor, long channel) {
    tensor.store(channel * y.length, y, 0, y.length);
  }

  @Override
  public int[] places() {
    return places;
  }
}
