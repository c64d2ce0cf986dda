package org.warpath.linalg.solve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;
import static org.warpath.linalg.ElementType.FLOAT32;
import static org.warpath.linalg.ElementType.FLOAT64;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.warpath.kernels.CancellationToken;
import org.warpath.kernels.Engine;
import org.warpath.kernels.Progress;
import org.warpath.kernels.RunControl;
import org.warpath.linalg.NoConvergenceException;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.sparse.Csr;

/** What the search for eigenpairs must do on every engine. */
abstract class LanczosContract {
  /** Engines whose results must be the same bits. */
  abstract List<Engine> engines();

  /** How many elements of a vector are summed as one piece. */
  abstract int pieceSize();

  final Engine engine() {
    return engines().getFirst();
  }

  private static void assertPairs(LanczosResult result, Csr a, double[] expected, double within) {
    assertThat(result.converged()).isTrue();
    assertThat(result.convergedCount()).isEqualTo(expected.length);
    assertThat(result.values().toArray()).containsExactly(expected, within(within));
    Matrix v = result.vectors();
    assertThat(v.rows()).isEqualTo(a.rowCount());
    for (int i = 0; i < expected.length; i++) {
      double squares = 0;
      for (int row = 0; row < a.rowCount(); row++) {
        double r = -result.values().get(i) * v.get(row, i);
        for (long e = a.rowStart(row); e < a.rowStart(row + 1); e++) {
          r += a.valueAsDouble(e) * v.get(a.column(e), i);
        }
        squares += r * r;
      }
      assertThat(Math.sqrt(squares)).isLessThan(within);
      assertThat(result.residuals().get(i)).isCloseTo(Math.sqrt(squares), within(within));
      for (int j = 0; j <= i; j++) {
        double product = 0;
        for (int row = 0; row < a.rowCount(); row++) {
          product += v.get(row, i) * v.get(row, j);
        }
        assertThat(product).isCloseTo(i == j ? 1 : 0, within(within));
      }
    }
  }

  @Test
  void findsEitherEndOfAGridsSpectrumWithItsDoubleValues() {
    Csr a = Samples.grid(FLOAT64, 12, 12);
    double[] all = Samples.gridEigenvalues(12, 12);
    LinearOperator operator = LinearOperator.of(a);
    LanczosResult least =
        Lanczos.solve(operator, LanczosOptions.of(6, Spectrum.SMALLEST), engine());
    assertPairs(least, a, Arrays.copyOf(all, 6), 1e-8);
    LanczosResult most = Lanczos.solve(operator, LanczosOptions.of(6, Spectrum.LARGEST), engine());
    assertPairs(most, a, Arrays.copyOfRange(all, 138, 144), 1e-8);
    LanczosResult both =
        Lanczos.solve(operator, LanczosOptions.of(5, Spectrum.BOTH_ENDS), engine());
    assertPairs(both, a, new double[] {all[0], all[1], all[141], all[142], all[143]}, 1e-8);
  }

  @Test
  void findsALinesSpectrumInFloat32() {
    int n = 50;
    Csr a = Samples.tridiagonal(FLOAT32, n, -1, 2, -1);
    double[] expected = new double[4];
    for (int i = 0; i < 4; i++) {
      double s = Math.sin(Math.PI * (n - 3 + i) / (2.0 * (n + 1)));
      expected[i] = 4 * s * s;
    }
    LanczosOptions options = LanczosOptions.of(4, Spectrum.LARGEST).withTolerance(1e-5);
    assertPairs(Lanczos.solve(LinearOperator.of(a), options, engine()), a, expected, 1e-4);
  }

  @Test
  void findsEveryCopyOfAMultipleValue() {
    double[] values = new double[200];
    for (int i = 0; i < 200; i++) {
      values[i] = i < 4 ? 10 : i < 7 ? 9 : i / 30.0;
    }
    Csr a = Samples.diagonal(FLOAT64, values);
    LanczosResult result =
        Lanczos.solve(LinearOperator.of(a), LanczosOptions.of(6, Spectrum.LARGEST), engine());
    assertPairs(result, a, new double[] {9, 9, 10, 10, 10, 10}, 1e-8);
  }

  @Test
  void aMultipleOfTheIdentityHasOneValue() {
    LinearOperator a = LinearOperator.identity(FLOAT64, 60).scaled(-3);
    LanczosResult result =
        Lanczos.solve(a, LanczosOptions.of(3, Spectrum.SMALLEST_MAGNITUDE), engine());
    assertThat(result.values().toArray()).containsExactly(new double[] {-3, -3, -3}, within(1e-14));
    assertThat(result.converged()).isTrue();
  }

  @Test
  void theZeroOperatorHasTheValueZero() {
    LinearOperator a = LinearOperator.identity(FLOAT64, 40).scaled(0);
    LanczosResult result = Lanczos.solve(a, LanczosOptions.of(2, Spectrum.LARGEST), engine());
    assertThat(result.values().toArray()).containsExactly(0, 0);
    assertThat(result.converged()).isTrue();
  }

  @Test
  void findsAllPairsOfASmallOperator() {
    Csr a = Samples.grid(FLOAT64, 2, 3);
    LanczosResult result =
        Lanczos.solve(LinearOperator.of(a), LanczosOptions.of(6, Spectrum.LARGEST), engine());
    assertPairs(result, a, Samples.gridEigenvalues(2, 3), 1e-12);
    Csr one = Samples.diagonal(FLOAT64, -7);
    LanczosResult single =
        Lanczos.solve(LinearOperator.of(one), LanczosOptions.of(1, Spectrum.SMALLEST), engine());
    assertPairs(single, one, new double[] {-7}, 1e-15);
  }

  @Test
  void magnitudesCountWhereTheyAreAskedFor() {
    double[] values = new double[80];
    for (int i = 0; i < 80; i++) {
      values[i] = i % 2 == 0 ? i + 1 : -i - 1;
    }
    Csr a = Samples.diagonal(FLOAT64, values);
    LinearOperator operator = LinearOperator.of(a);
    LanczosResult largest =
        Lanczos.solve(operator, LanczosOptions.of(3, Spectrum.LARGEST_MAGNITUDE), engine());
    assertPairs(largest, a, new double[] {-80, -78, 79}, 1e-6);
    LanczosResult smallest =
        Lanczos.solve(
            operator,
            LanczosOptions.of(2, Spectrum.SMALLEST_MAGNITUDE).withBasisSize(80),
            engine());
    assertPairs(smallest, a, new double[] {-2, 1}, 1e-8);
  }

  @Test
  void agreesWithReferenceEigenvalues() {
    var fixture = Samples.fixture("gr_900_900_crg");
    Csr a = Samples.matrix(fixture);
    double[] all = fixture.get("eigenvalues").asVector().toArray();
    LanczosResult result =
        Lanczos.solve(LinearOperator.of(a), LanczosOptions.of(4, Spectrum.LARGEST), engine());
    assertPairs(result, a, Arrays.copyOfRange(all, 896, 900), 1e-7);
  }

  @Test
  void givesTheSameBitsOnEachEngineOfAKind() {
    Csr a = Samples.grid(FLOAT64, 21, pieceSize() / 20);
    LanczosOptions options =
        LanczosOptions.of(2, Spectrum.LARGEST).withBasisSize(8).withMaxProducts(20);
    List<LanczosResult> results = new ArrayList<>();
    for (Engine engine : engines()) {
      results.add(Lanczos.solve(LinearOperator.of(a), options, engine));
    }
    LanczosResult first = results.getFirst();
    for (LanczosResult result : results) {
      assertThat(result.values().toArray()).containsExactly(first.values().toArray());
      assertThat(result.vectors().column(0).toArray())
          .containsExactly(first.vectors().column(0).toArray());
    }
    assertThat(first.converged()).isFalse();
    assertThat(first.restarts()).isPositive();
    assertThat(first.stats().iterations()).isLessThanOrEqualTo(20 + 2);
    assertThat(first.values().get(0)).isBetween(7.0, 8.0);
  }

  @Test
  void anotherSeedFindsTheSameValues() {
    LinearOperator a = LinearOperator.of(Samples.grid(FLOAT64, 9, 10));
    LanczosOptions options = LanczosOptions.of(3, Spectrum.LARGEST);
    double[] first = Lanczos.solve(a, options, engine()).values().toArray();
    double[] second = Lanczos.solve(a, options.withSeed(77), engine()).values().toArray();
    assertThat(second).containsExactly(first, within(1e-9)).isNotSameAs(first);
  }

  @Test
  void nanIsNamedWithItsProduct() {
    int[] calls = {0};
    LinearOperator a =
        LinearOperator.of(
            FLOAT64,
            50,
            (x, y) -> {
              for (int i = 0; i < 50; i++) {
                y.set(i, calls[0] == 4 ? Double.NaN : i * x.get(i));
              }
              calls[0]++;
            });
    assertThatExceptionOfType(NoConvergenceException.class)
        .isThrownBy(() -> Lanczos.solve(a, LanczosOptions.of(2, Spectrum.LARGEST), engine()))
        .withMessage("lanczos: product 5 with the operator gave NaN or infinity");
  }

  @Test
  void anOperatorThatIsNotSymmetricIsRefused() {
    LinearOperator a = LinearOperator.of(Samples.tridiagonal(FLOAT64, 50, -1, 2, -3));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lanczos.solve(a, LanczosOptions.of(2, Spectrum.LARGEST), engine()))
        .withMessageStartingWith("lanczos: the operator is not symmetric");
  }

  @Test
  void optionsThatDoNotFitAreRefused() {
    LinearOperator a = LinearOperator.identity(FLOAT64, 100);
    LanczosOptions four = LanczosOptions.of(4, Spectrum.LARGEST);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lanczos.solve(LinearOperator.identity(FLOAT64, 3), four, engine()))
        .withMessage("lanczos: 4 eigenpairs are wanted of an operator of size 3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lanczos.solve(a, four.withBasisSize(5), engine()))
        .withMessage("lanczos: 4 eigenpairs need a basis of at least 6 vectors, not 5");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lanczos.solve(a, four.withMaxProducts(31), engine()))
        .withMessage("lanczos: a basis of 32 vectors needs as many products, not at most 31");
    LinearOperator wide = LinearOperator.of(Samples.sparse(FLOAT64, new double[] {1, 2}));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Lanczos.solve(wide, four, engine()))
        .withMessage("lanczos: A is float64 1×2, but must be square");
  }

  @Test
  void reportsEachRestartAndCanBeCancelled() {
    LinearOperator a = LinearOperator.of(Samples.grid(FLOAT64, 30, 31));
    CancellationToken token = new CancellationToken();
    List<Progress> seen = new ArrayList<>();
    RunControl control =
        new RunControl(
            progress -> {
              seen.add(progress);
              if (seen.size() == 2) {
                token.cancel();
              }
            },
            token);
    LanczosOptions options = LanczosOptions.of(3, Spectrum.SMALLEST).withControl(control);
    assertThatExceptionOfType(CancellationException.class)
        .isThrownBy(() -> Lanczos.solve(a, options, engine()));
    assertThat(seen).hasSize(2);
    assertThat(seen.getFirst().done()).isEqualTo(32);
    assertThat(seen.getFirst().total()).isEqualTo(100_000);
    assertThat(seen.getLast().residual()).isBetween(1e-12, 1.0);
  }
}
