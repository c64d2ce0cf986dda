package org.warpath.linalg.factor;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.warpath.kernels.Engine;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;

/** Identities of matrices of any shape, layout, rank and type. */
class FactorPropertyTest {

  private static ElementType type(boolean twice) {
    return twice ? ElementType.FLOAT64 : ElementType.FLOAT32;
  }

  private static Matrix of(
      boolean twice, int rows, int columns, int rank, Sample.Layout layout, long seed) {
    return Sample.as(layout, Sample.ofRank(type(twice), rows, columns, rank, seed));
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void everyMatrixIsTheProductOfItsFactors(
      @ForAll boolean twice,
      @ForAll @IntRange(max = 24) int rows,
      @ForAll @IntRange(max = 24) int columns,
      @ForAll @IntRange(max = 24) int rank,
      @ForAll Sample.Layout layout,
      @ForAll @IntRange(min = 1, max = 2) int threads,
      @ForAll long seed) {
    Matrix a = of(twice, rows, columns, rank, layout, seed);
    ElementType type = a.type();
    Engine engine = Engine.cpu(threads);
    double norm = Exact.norm(a);
    Lu lu = Lu.of(a, engine);
    Matrix reordered = Exact.rows(a, lu.rowOrder());
    Exact.assertClose(Exact.product(lu.lower(), lu.upper()), reordered, type, 4, norm);
    Qr qr = Qr.pivoted(a, engine);
    Matrix ordered = Exact.columns(a, qr.columnOrder());
    Exact.assertClose(Exact.product(qr.q(), qr.r()), ordered, type, 4, norm);
    Svd svd = Svd.thin(a, engine);
    Matrix product = Exact.product(svd.u(), Exact.diagonal(svd.values()), svd.vt());
    // QR sweeps over a small matrix err by 6 units in one of some ten thousand; LAPACK's tests
    // allow 50.
    Exact.assertClose(product, a, type, 50, norm);
    assertThat(svd.rank()).isLessThanOrEqualTo(Math.min(rank, Math.min(rows, columns)));
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void aSolvedSystemHasASmallBackwardError(
      @ForAll boolean twice,
      @ForAll @IntRange(max = 40) int size,
      @ForAll @IntRange(max = 5) int columns,
      @ForAll Sample.Layout layout,
      @ForAll long seed) {
    Matrix a = Sample.as(layout, Sample.random(type(twice), size, size, seed));
    Matrix b = Sample.as(layout, Sample.random(type(twice), size, columns, ~seed));
    Matrix x = Solve.solve(a, b, Engine.cpu(1));
    double scale = Exact.norm(a) * Exact.norm(x);
    Exact.assertClose(Exact.product(a, x), b, a.type(), 4, scale);
  }

  @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
  void theGramMatrixPlusTheIdentityIsPositiveDefinite(
      @ForAll boolean twice, @ForAll @IntRange(max = 30) int size, @ForAll long seed) {
    Matrix half = Sample.random(type(twice), size, size, seed);
    Matrix a = Exact.product(half, half.transposed()).as(half.type());
    for (int i = 0; i < size; i++) {
      a.set(i, i, a.get(i, i) + 1);
    }
    Matrix l = Cholesky.of(a, Engine.cpu(1)).lower();
    Exact.assertClose(Exact.product(l, l.transposed()), a, a.type(), 2, Exact.norm(a));
    double smallest = size == 0 ? 1 : SymmetricEigen.values(a, Engine.cpu(1)).get(0);
    assertThat(smallest).isGreaterThan(0.99);
  }
}
