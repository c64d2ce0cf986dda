package org.warpath.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.warpath.api.client.answer.ArrayAnswer;
import org.warpath.api.client.answer.EigsAnswer;
import org.warpath.api.client.answer.SolveAnswer;
import org.warpath.api.client.answer.SvdAnswer;
import org.warpath.api.client.array.CsrArrays;
import org.warpath.api.client.array.NpyArray;
import org.warpath.api.client.array.NpyType;
import org.warpath.api.client.query.EigsOptions;
import org.warpath.api.client.query.FftOptions;
import org.warpath.api.client.query.GemmOptions;
import org.warpath.api.client.query.Shape;
import org.warpath.api.client.query.SolveOptions;
import org.warpath.api.client.query.SparseMatrix;
import org.warpath.api.client.query.SpmvOptions;
import org.warpath.api.client.query.SvdOptions;
import org.warpath.api.service.contract.RunningService;

/** Linear algebra and Fourier transforms over the wire, against closed forms. */
class MathClientTest {
  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(config -> config.withSamples(false));

  private static final Offset<Double> EPSILON = within(1e-12);
  private static final double[][] A = {{4, 1}, {1, 3}};
  private static final SparseMatrix SPARSE =
      new SparseMatrix(
          2,
          2,
          List.of(
              new SparseMatrix.Entry(0, 0, 4),
              new SparseMatrix.Entry(0, 1, 1),
              new SparseMatrix.Entry(1, 0, 1),
              new SparseMatrix.Entry(1, 1, 3)));

  private static WarpathClient client;
  private static MathClient math;

  @BeforeAll
  static void connect() {
    client = WarpathClient.connect(SERVICE.uri());
    math = client.math();
  }

  @AfterAll
  static void close() {
    client.close();
  }

  @Test
  void products() {
    double[][] tall = {{1, 2}, {3, 4}, {5, 6}};
    ArrayAnswer<double[][]> product = math.gemm(tall, A);
    assertThat(product.values()).isDeepEqualTo(new double[][] {{6, 7}, {16, 15}, {26, 23}});
    assertThat(product.engine()).isNotEmpty();
    assertThat(product.seconds()).isNotNegative();
    GemmOptions options = GemmOptions.defaults().withAlpha(2).withTransposeA(true);
    assertThat(math.gemm(tall, tall, options).values())
        .isDeepEqualTo(new double[][] {{70, 88}, {88, 112}});
    assertThat(math.gemm(A, A, A, GemmOptions.defaults().withBeta(-1)).values())
        .isDeepEqualTo(new double[][] {{13, 6}, {6, 7}});
  }

  @Test
  void systems() {
    assertThat(math.solve(A, new double[] {1, 2}).values())
        .containsExactly(new double[] {1 / 11.0, 7 / 11.0}, EPSILON);
    SolveOptions cholesky = SolveOptions.defaults().withMethod(SolveOptions.Method.CHOLESKY);
    SolveAnswer<double[][]> several = math.solve(A, new double[][] {{4, 1}, {1, 3}}, cholesky);
    assertThat(several.values()[0]).containsExactly(new double[] {1, 0}, EPSILON);
    assertThat(several.values()[1]).containsExactly(new double[] {0, 1}, EPSILON);
    assertThat(several.method()).isEqualTo("cholesky");
    assertThat(several.reciprocalCondition()).isBetween(0.1, 1.0);
    assertThat(several.residual()).isNaN();
    assertThat(several.rank()).isNull();
    assertThat(math.solve(new double[][] {{1, 0}, {1, 1}, {1, 2}}, new double[] {1, 2, 3}).values())
        .containsExactly(new double[] {1, 1}, EPSILON);
  }

  @Test
  void sparseSystemsAndSpectra() {
    SolveOptions cg =
        SolveOptions.defaults()
            .withMethod(SolveOptions.Method.CG)
            .withPreconditioner(SolveOptions.Preconditioner.IC0)
            .withTolerance(1e-12)
            .withMaxIterations(10);
    SolveAnswer<double[]> solution = math.solve(SPARSE, new double[] {1, 2}, cg);
    assertThat(solution.values()).containsExactly(new double[] {1 / 11.0, 7 / 11.0}, EPSILON);
    assertThat(solution.method()).isEqualTo("cg");
    assertThat(solution.preconditioner()).isEqualTo("ic0");
    assertThat(solution.iterations()).isBetween(1, 10);
    assertThat(solution.residual()).isBetween(0.0, 1e-12);

    EigsOptions one =
        EigsOptions.defaults()
            .withCount(1)
            .withWhich(EigsOptions.Spectrum.SMALLEST)
            .withVectors(true);
    EigsAnswer smallest = math.eigs(SPARSE, one);
    assertThat(smallest.values())
        .containsExactly(new double[] {(7 - Math.sqrt(5)) / 2}, within(1e-8));
    assertThat(smallest.convergedCount()).isEqualTo(1);
    assertThat(smallest.residuals()).hasSize(1);
    assertThat(smallest.vectors()).hasDimensions(2, 1);
  }

  @Test
  void aSingularSystemIsRefused() {
    WarpathException singular =
        catchThrowableOfType(
            WarpathException.class,
            () -> math.solve(new double[][] {{1, 2}, {2, 4}}, new double[] {1, 1}));
    assertThat(singular.type()).isEqualTo("/problems/not-computable");
    assertThat(singular.detail()).contains("singular");
  }

  @Test
  void singularValues() {
    double[][] a = {{3, 0}, {0, 4}, {0, 0}};
    SvdAnswer answer = math.svd(a);
    assertThat(answer.values()).containsExactly(new double[] {4, 3}, EPSILON);
    double[][] u = answer.u();
    double[][] vt = answer.vt();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 2; j++) {
        double sum = 0;
        for (int k = 0; k < 2; k++) {
          sum += u[i][k] * answer.values()[k] * vt[k][j];
        }
        assertThat(sum).isCloseTo(a[i][j], EPSILON);
      }
    }
    assertThat(answer.conditionNumber()).isCloseTo(4 / 3.0, EPSILON);
    assertThat(math.svd(a, SvdOptions.defaults()).u()).isNull();
    SvdOptions full = SvdOptions.defaults().withVectors(SvdOptions.Vectors.FULL);
    assertThat(math.svd(a, full).u()).hasDimensions(3, 3);
  }

  @Test
  void eigenvalues() {
    EigsAnswer answer = math.eigs(new double[][] {{2, 1}, {1, 2}});
    assertThat(answer.values()).containsExactly(new double[] {1, 3}, EPSILON);
    double[][] vectors = answer.vectors();
    assertThat(vectors[0][1]).isCloseTo(vectors[1][1], EPSILON);
    assertThat(math.eigs(A, EigsOptions.defaults()).vectors()).isNull();
  }

  @Test
  void sparseProducts() {
    SparseMatrix matrix =
        new SparseMatrix(
            2,
            3,
            List.of(
                new SparseMatrix.Entry(0, 2, 1.5),
                new SparseMatrix.Entry(1, 0, 2),
                new SparseMatrix.Entry(1, 0, 3)));
    assertThat(math.spmv(matrix, new double[] {1, 10, 100}, SpmvOptions.defaults()).values())
        .containsExactly(150, 5);
    SpmvOptions transposed = SpmvOptions.defaults().withTranspose(true);
    assertThat(math.spmv(matrix, new double[] {1, 10}, transposed).values())
        .containsExactly(50, 0, 1.5);
    assertThat(
            math.spmv(matrix, new double[][] {{1, 0}, {10, 0}, {100, 1}}, SpmvOptions.defaults())
                .values())
        .isDeepEqualTo(new double[][] {{150, 1.5}, {5, 0}});
    client.graphs().generate("path", Shape.path(3));
    assertThat(math.spmv("path", new double[] {1, 2, 4}, SpmvOptions.defaults()).values())
        .containsExactly(2, 4, 0);
    assertThat(math.spmv("path", new double[][] {{1, 0}, {2, 0}, {4, 1}}, transposed).values())
        .isDeepEqualTo(new double[][] {{0, 0}, {1, 0}, {2, 0}});
  }

  @Test
  void transforms() {
    double[] cosine = {1, 0, -1, 0};
    assertThat(math.fft(cosine).values())
        .containsExactly(new double[] {0, 0, 2, 0, 0, 0, 2, 0}, EPSILON);
    assertThat(math.realFft(cosine).values())
        .containsExactly(new double[] {0, 0, 2, 0, 0, 0}, EPSILON);
    assertThat(math.inverseRealFft(math.realFft(cosine).values(), 4).values())
        .containsExactly(cosine, EPSILON);
    double[] complex = {1, 2, 3, 4, 5, 6};
    double[] spectrum = math.complexFft(complex, false).values();
    assertThat(math.complexFft(spectrum, true).values()).containsExactly(complex, EPSILON);
  }

  @Test
  void theSameInBinary() {
    BinaryMathClient binary = math.binary();
    NpyArray a = NpyArray.of(A);
    assertThat(binary.gemm(a, a, GemmOptions.defaults().withTransposeB(true)).rows())
        .isDeepEqualTo(math.gemm(A, A, GemmOptions.defaults().withTransposeB(true)).values());
    assertThat(binary.solve(a, NpyArray.of(1.0, 2.0), SolveOptions.defaults()).doubles())
        .containsExactly(math.solve(A, new double[] {1, 2}).values());

    SvdOptions thin = SvdOptions.defaults().withVectors(SvdOptions.Vectors.THIN);
    Map<String, NpyArray> svd = binary.svd(a, thin);
    assertThat(svd.get("values").doubles()).containsExactly(math.svd(A).values());
    assertThat(svd.get("u").rows()).isDeepEqualTo(math.svd(A).u());
    assertThat(svd.get("vt").rows()).isDeepEqualTo(math.svd(A).vt());
    Map<String, NpyArray> eigs = binary.eigs(a, EigsOptions.defaults().withVectors(true));
    assertThat(eigs.get("values").doubles()).containsExactly(math.eigs(A).values());
    assertThat(eigs.get("vectors").rows()).isDeepEqualTo(math.eigs(A).vectors());

    double[] signal = {1, 0, -1, 0};
    NpyArray spectrum = binary.fft(NpyArray.of(signal), FftOptions.defaults());
    assertThat(spectrum.type()).isEqualTo(NpyType.COMPLEX128);
    assertThat(spectrum.doubles()).containsExactly(math.fft(signal).values());
    FftOptions back = FftOptions.defaults().withInverse(true);
    assertThat(binary.fft(spectrum, back).shape()).containsExactly(4);
    assertThat(binary.fft(NpyArray.of(1f, 2f), FftOptions.defaults()).type())
        .isEqualTo(NpyType.COMPLEX64);
  }

  @Test
  void binaryAlone() {
    BinaryMathClient binary = math.binary();
    NpyArray batch = NpyArray.of(1.0, 2, 3, 4, 5, 6, 7, 8).reshape(2, 2, 2);
    NpyArray squares = binary.gemm(batch, batch, GemmOptions.defaults());
    assertThat(squares.shape()).containsExactly(2, 2, 2);
    assertThat(squares.doubles()).containsExactly(7, 10, 15, 22, 67, 78, 91, 106);
    NpyArray a = NpyArray.of(A);
    assertThat(binary.gemm(a, a, a, GemmOptions.defaults().withBeta(-1)).rows())
        .isDeepEqualTo(new double[][] {{13, 6}, {6, 7}});

    CsrArrays sparse =
        new CsrArrays(
            2, 2, NpyArray.of(0, 2, 4), NpyArray.of(0, 1, 0, 1), NpyArray.of(4.0, 1, 1, 3));
    NpyArray x = NpyArray.of(1.0, 2.0);
    assertThat(binary.spmv(sparse, x, SpmvOptions.defaults()).doubles()).containsExactly(6, 7);
    assertThat(binary.solve(sparse, NpyArray.of(6.0, 7.0), SolveOptions.defaults()).doubles())
        .containsExactly(new double[] {1, 2}, within(1e-8));
    assertThat(binary.eigs(sparse, EigsOptions.defaults().withCount(1)).get("values").doubles())
        .containsExactly(new double[] {(7 + Math.sqrt(5)) / 2}, within(1e-8));
    client.graphs().generate("star", Shape.star(3));
    assertThat(binary.spmv("star", NpyArray.of(1.0, 2.0, 4.0), SpmvOptions.defaults()).doubles())
        .containsExactly(6, 0, 0);

    NpyArray image = NpyArray.of(new double[][] {{1, 2}, {3, 4}});
    NpyArray spectrum = binary.fft(image, FftOptions.defaults().withAxes(0, 1));
    assertThat(spectrum.shape()).containsExactly(2, 2);
    assertThat(spectrum.doubles()).containsExactly(10, 0, -2, 0, -4, 0, 0, 0);
  }
}
