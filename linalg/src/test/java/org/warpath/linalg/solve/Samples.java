package org.warpath.linalg.solve;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.io.Npz;
import org.warpath.linalg.sparse.Csr;

/** Matrices and vectors that the tests share. */
final class Samples {
  private Samples() {}

  /** A sparse matrix with what is not 0 of these rows. */
  static Csr sparse(ElementType type, double[]... rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    long[] offsets = new long[rows.length + 1];
    List<Integer> indices = new ArrayList<>();
    List<Double> values = new ArrayList<>();
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j < columns; j++) {
        if (rows[i][j] != 0) {
          indices.add(j);
          values.add(rows[i][j]);
        }
      }
      offsets[i + 1] = indices.size();
    }
    return csr(
        type,
        columns,
        offsets,
        indices.stream().mapToInt(Integer::intValue).toArray(),
        values.stream().mapToDouble(Double::doubleValue).toArray());
  }

  static Csr csr(ElementType type, int columns, long[] offsets, int[] indices, double[] values) {
    if (type == ElementType.FLOAT64) {
      return Csr.ofDoubles(Arena.ofAuto(), columns, offsets, indices, values);
    }
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return Csr.of(Arena.ofAuto(), columns, offsets, indices, floats);
  }

  /** The five-point Laplacian of a width×height grid with boundary value 0; one row: 1-D + 2I. */
  static Csr grid(ElementType type, int width, int height) {
    int n = width * height;
    long[] offsets = new long[n + 1];
    int[] columns = new int[5 * n];
    double[] values = new double[5 * n];
    int count = 0;
    for (int v = 0; v < n; v++) {
      int x = v % width;
      int y = v / width;
      int[] neighbours = {
        y > 0 ? v - width : -1, x > 0 ? v - 1 : -1, v, x < width - 1 ? v + 1 : -1, v + width
      };
      for (int u : neighbours) {
        if (u >= 0 && u < n) {
          columns[count] = u;
          values[count++] = u == v ? 4 : -1;
        }
      }
      offsets[v + 1] = count;
    }
    return csr(type, n, offsets, Arrays.copyOf(columns, count), Arrays.copyOf(values, count));
  }

  /** The tridiagonal matrix with constant diagonals. */
  static Csr tridiagonal(ElementType type, int n, double below, double at, double above) {
    double[][] rows = new double[n][n];
    for (int i = 0; i < n; i++) {
      rows[i][i] = at;
      if (i > 0) {
        rows[i][i - 1] = below;
      }
      if (i < n - 1) {
        rows[i][i + 1] = above;
      }
    }
    return sparse(type, rows);
  }

  /** The diagonal matrix. */
  static Csr diagonal(ElementType type, double... values) {
    double[][] rows = new double[values.length][values.length];
    for (int i = 0; i < values.length; i++) {
      rows[i][i] = values[i];
    }
    return sparse(type, rows);
  }

  /** The eigenvalues of {@link #grid}, ascending. */
  static double[] gridEigenvalues(int width, int height) {
    double[] values = new double[width * height];
    for (int i = 0; i < width; i++) {
      for (int j = 0; j < height; j++) {
        double s = Math.sin(Math.PI * (i + 1) / (2 * (width + 1)));
        double t = Math.sin(Math.PI * (j + 1) / (2 * (height + 1)));
        values[i * height + j] = 4 * s * s + 4 * t * t;
      }
    }
    Arrays.sort(values);
    return values;
  }

  static Vector random(ElementType type, int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Vector vector = Vector.zeros(type, n);
    for (int i = 0; i < n; i++) {
      vector.set(i, random.nextDouble(-1, 1));
    }
    return vector;
  }

  /** ‖b − A·x‖ / ‖b‖, entry by entry in double. */
  static double residual(Csr a, Vector x, Vector b) {
    double squares = 0;
    double norm = 0;
    for (int row = 0; row < a.rowCount(); row++) {
      double r = b.get(row);
      for (long e = a.rowStart(row); e < a.rowStart(row + 1); e++) {
        r -= a.valueAsDouble(e) * x.get(a.column(e));
      }
      squares += r * r;
      norm += b.get(row) * b.get(row);
    }
    return Math.sqrt(squares / norm);
  }

  static double distance(Vector x, Vector y) {
    double squares = 0;
    double norm = 0;
    for (int i = 0; i < x.length(); i++) {
      squares += (x.get(i) - y.get(i)) * (x.get(i) - y.get(i));
      norm += y.get(i) * y.get(i);
    }
    return Math.sqrt(squares / norm);
  }

  /** A file of reference values, made by solve_fixtures.py. */
  static Map<String, NpyArray> fixture(String name) {
    try (InputStream in = Samples.class.getResourceAsStream("/solve/" + name + ".npz")) {
      return Npz.read(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The matrix of a file of reference values. */
  static Csr matrix(Map<String, NpyArray> fixture) {
    int n = fixture.get("offsets").data().toArray(JAVA_LONG).length;
    return new Csr(
        n - 1,
        n - 1,
        fixture.get("offsets").data(),
        fixture.get("columns").data(),
        fixture.get("values").data(),
        ElementType.FLOAT64);
  }

  static void assertSolved(SolverResult result, Csr a, Vector b, double tolerance) {
    assertThat(result.reason()).isEqualTo(StopReason.CONVERGED);
    assertThat(result.converged()).isTrue();
    assertThat(result.residual()).isLessThanOrEqualTo(tolerance);
    assertThat(Samples.residual(a, result.x(), b)).isLessThanOrEqualTo(tolerance * 1.01);
    assertThat(result.residuals()).hasSize(result.iterations() + 1);
  }
}
