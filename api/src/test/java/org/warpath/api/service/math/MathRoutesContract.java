package org.warpath.api.service.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.warpath.api.service.math.MathService.NPY;
import static org.warpath.api.service.math.MathService.NPZ;
import static org.warpath.api.service.math.MathService.fixture;
import static org.warpath.api.service.math.MathService.npy;
import static org.warpath.api.service.math.MathService.npz;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.io.NpyType;
import org.warpath.linalg.io.Npz;

/** What the service answers to mathematics on every engine. */
abstract class MathRoutesContract {
  private static MathService service;
  private static Map<String, NpyArray> expected;

  private final String engine;

  MathRoutesContract(String engine) {
    this.engine = engine;
  }

  @BeforeAll
  static void start() throws IOException {
    service = MathService.start(config -> config);
    expected = Npz.read(new ByteArrayInputStream(fixture("expected.npz")));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private JsonNode json(String path, String fields) {
    return service.json(path, "{\"engine\": \"" + engine + "\", " + fields + "}").json();
  }

  /** The path with the query that options of binary bodies stand in. */
  private String target(String path, String... options) {
    return path
        + "?engine="
        + engine
        + Arrays.stream(options).map(o -> "&" + o).collect(Collectors.joining());
  }

  private NpyArray npyOf(String target, String contentType, byte[] body) {
    return service.post(target, contentType, body, NPY).npy();
  }

  private static void assertClose(NpyArray actual, NpyArray wanted, double tolerance) {
    assertThat(actual.shape()).isEqualTo(wanted.shape());
    assertThat(actual.dtype().isComplex()).isEqualTo(wanted.dtype().isComplex());
    double[] numbers = numbers(actual);
    double[] others = numbers(wanted);
    for (int i = 0; i < others.length; i++) {
      assertThat(numbers[i]).as("element " + i).isCloseTo(others[i], within(tolerance));
    }
  }

  /** The parts of all elements in row-major order. */
  private static double[] numbers(NpyArray array) {
    long[] shape = array.shape();
    boolean fortran = array.fortranOrder() && shape.length > 1;
    assertThat(fortran && (shape.length > 2 || array.dtype().isComplex())).isFalse();
    if (fortran) {
      return Arrays.stream(array.asMatrix().toArray()).flatMapToDouble(Arrays::stream).toArray();
    }
    NpyType part =
        switch (array.dtype()) {
          case COMPLEX64 -> NpyType.FLOAT32;
          case COMPLEX128 -> NpyType.FLOAT64;
          default -> array.dtype();
        };
    int count = (int) (array.data().byteSize() / part.byteSize());
    return IntStream.range(0, count).mapToDouble(i -> part.get(array.data(), i)).toArray();
  }

  private static double[][] matrix(JsonNode rows) {
    double[][] matrix = new double[rows.size()][];
    for (int i = 0; i < matrix.length; i++) {
      matrix[i] = vector(rows.get(i));
    }
    return matrix;
  }

  private static double[] vector(JsonNode numbers) {
    double[] vector = new double[numbers.size()];
    Arrays.setAll(vector, i -> numbers.get(i).doubleValue());
    return vector;
  }

  private static double[][] random(int rows, int columns, long seed) {
    Random random = new Random(seed);
    double[][] matrix = new double[rows][columns];
    for (double[] row : matrix) {
      Arrays.setAll(row, j -> random.nextGaussian());
    }
    return matrix;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] c = new double[a.length][b[0].length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < b[0].length; j++) {
        for (int k = 0; k < b.length; k++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return c;
  }

  private static void assertClose(double[][] actual, double[][] wanted, double tolerance) {
    assertThat(actual.length).isEqualTo(wanted.length);
    for (int i = 0; i < wanted.length; i++) {
      assertThat(actual[i]).as("row " + i).containsExactly(wanted[i], within(tolerance));
    }
  }

  private static NpyArray array(double[]... rows) {
    return NpyArray.of(Matrix.of(rows));
  }

  private static String text(double[][] rows) {
    return Arrays.deepToString(rows);
  }

  /** The discrete Laplacian in one dimension, in JSON. */
  private static String laplacian(int n) {
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      entries.add("[%d, %d, 2]".formatted(i, i));
      if (i > 0) {
        entries.add("[%d, %d, -1]".formatted(i, i - 1));
        entries.add("[%d, %d, -1]".formatted(i - 1, i));
      }
    }
    return "{\"rows\": %d, \"columns\": %d, \"entries\": %s}".formatted(n, n, entries);
  }

  /** The same in the arrays that SciPy makes a CSR matrix of. */
  private static Map<String, NpyArray> laplacianArrays(int n) {
    List<Double> data = new ArrayList<>();
    List<Double> indices = new ArrayList<>();
    List<Double> offsets = new ArrayList<>(List.of(0.0));
    for (int i = 0; i < n; i++) {
      for (int j = Math.max(0, i - 1); j <= Math.min(n - 1, i + 1); j++) {
        data.add(i == j ? 2.0 : -1.0);
        indices.add((double) j);
      }
      offsets.add((double) data.size());
    }
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("data", vector(data));
    arrays.put("indices", vector(indices));
    arrays.put("indptr", vector(offsets));
    arrays.put("shape", vector(List.of((double) n, (double) n)));
    return arrays;
  }

  private static NpyArray vector(List<Double> values) {
    return NpyArray.of(Vector.of(values.stream().mapToDouble(Double::doubleValue).toArray()));
  }

  @Test
  void gemmMultiplies() {
    JsonNode answer =
        json("/v1/linalg/gemm", "\"a\": [[1, 2, 3], [4, 5, 6]], \"b\": [[1, 0], [0, 1], [2, 3]]");
    assertThat(answer.get("values").toString()).isEqualTo("[[7.0,11.0],[16.0,23.0]]");
    assertThat(answer.get("shape").toString()).isEqualTo("[2,2]");
    assertThat(answer.get("type").asText()).isEqualTo("float64");
    assertThat(answer.get("engine").asText()).startsWith(engine);
    assertThat(answer.get("seconds").doubleValue()).isPositive();
  }

  @Test
  void gemmTransposesScalesAndAdds() {
    JsonNode answer =
        json(
            "/v1/linalg/gemm",
            "\"a\": [[1, 2], [3, 4]], \"b\": [[5, 6], [7, 8]], \"c\": [[1, 1], [2, 2]],"
                + " \"transposeA\": true, \"transposeB\": true, \"alpha\": 2, \"beta\": 10");
    // 2·AᵀBᵀ + 10·C
    assertThat(answer.get("values").toString()).isEqualTo("[[56.0,72.0],[88.0,112.0]]");
  }

  @Test
  void gemmMultipliesBatches() {
    JsonNode answer = json("/v1/linalg/gemm", "\"a\": [[[3]], [[5]]], \"b\": [[[2]], [[4]]]");
    assertThat(answer.get("shape").toString()).isEqualTo("[2,1,1]");
    assertThat(answer.get("values").toString()).isEqualTo("[[[6.0]],[[20.0]]]");
  }

  @Test
  void numbersOfJsonKeepAllTheirBits() {
    double[] numbers = {
      0.1, -0.7, 1e-300, Double.MIN_VALUE, Double.MAX_VALUE, Math.PI, 1e22, 123456789012345680.0
    };
    JsonNode answer =
        json("/v1/linalg/gemm", "\"a\": [[1]], \"b\": [" + Arrays.toString(numbers) + "]");
    assertThat(vector(answer.at("/values/0"))).containsExactly(numbers);
  }

  @Test
  void whatIsNotFiniteIsNull() {
    JsonNode answer = json("/v1/linalg/gemm", "\"a\": [[1e200]], \"b\": [[1e200, 1]]");
    assertThat(answer.at("/values/0").toString()).isEqualTo("[null,1.0E200]");
  }

  @Test
  void gemmTakesAndGivesNumPysArrays() {
    assertClose(
        npyOf(target("/v1/linalg/gemm"), NPZ, fixture("gemm.npz")), expected.get("gemm"), 1e-13);
    NpyArray narrow = npyOf(target("/v1/linalg/gemm"), NPZ, fixture("gemm-float32.npz"));
    assertThat(narrow.dtype()).isEqualTo(NpyType.FLOAT32);
    assertClose(narrow, expected.get("gemm"), 1e-5);
    assertClose(
        npyOf(
            target("/v1/linalg/gemm", "alpha=3", "transposeA=true", "transposeB=true"),
            NPZ,
            npz(swapped("gemm.npz"))),
        expected.get("transposed"),
        1e-13);
  }

  private static Map<String, NpyArray> swapped(String name) {
    try {
      Map<String, NpyArray> arrays = Npz.read(new ByteArrayInputStream(fixture(name)));
      return Map.of("a", arrays.get("b"), "b", arrays.get("a"));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void integersAndJsonAnswersGoWithNumPysArraysToo() {
    NpyArray integers =
        new NpyArray(
            NpyType.INT8,
            new long[] {2, 1},
            false,
            java.lang.foreign.Arena.ofAuto()
                .allocateFrom(java.lang.foreign.ValueLayout.JAVA_BYTE, (byte) 3, (byte) -4));
    JsonNode answer =
        service
            .post(
                target("/v1/linalg/gemm", "transposeA=true"),
                NPZ,
                npz(Map.of("a", integers, "b", integers)),
                "application/json")
            .json();
    assertThat(answer.get("values").toString()).isEqualTo("[[25.0]]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "lu"})
  void solveSolvesDenseSystems(String method) {
    double[][] a = random(20, 20, 1);
    double[][] x = random(20, 3, 2);
    JsonNode answer =
        json(
            "/v1/linalg/solve",
            "\"a\": %s, \"b\": %s, \"method\": \"%s\""
                .formatted(text(a), text(product(a, x)), method));
    assertClose(matrix(answer.get("values")), x, 1e-10);
    assertThat(answer.get("method").asText()).isEqualTo("lu");
    assertThat(answer.get("reciprocalCondition").doubleValue()).isBetween(1e-6, 1.0);
  }

  @Test
  void solveOfAVectorGivesAVector() {
    JsonNode answer = json("/v1/linalg/solve", "\"a\": [[2, 1], [1, 3]], \"b\": [4, 7]");
    assertThat(vector(answer.get("values"))).containsExactly(new double[] {1, 2}, within(1e-15));
    assertThat(answer.get("shape").toString()).isEqualTo("[2]");
  }

  @Test
  void solveSolvesPositiveDefiniteSystemsByCholesky() {
    JsonNode answer =
        json(
            "/v1/linalg/solve", "\"a\": [[2, 1], [1, 3]], \"b\": [4, 7], \"method\": \"cholesky\"");
    assertThat(vector(answer.get("values"))).containsExactly(new double[] {1, 2}, within(1e-14));
    assertThat(answer.get("method").asText()).isEqualTo("cholesky");
  }

  @Test
  void solveFindsLeastSquaresWhereTheMatrixIsNotSquare() {
    // y = 1 + 2t exactly.
    JsonNode answer = json("/v1/linalg/solve", "\"a\": [[1, 0], [1, 1], [1, 2]], \"b\": [1, 3, 5]");
    assertThat(vector(answer.get("values"))).containsExactly(new double[] {1, 2}, within(1e-14));
    assertThat(answer.get("method").asText()).isEqualTo("lstsq");
    assertThat(answer.get("rank").asInt()).isEqualTo(2);
  }

  @Test
  void solveTakesAndGivesNumPysArrays() {
    assertClose(
        npyOf(target("/v1/linalg/solve"), NPZ, fixture("solve.npz")), expected.get("solve"), 1e-12);
    assertClose(
        npyOf(target("/v1/linalg/solve", "method=lstsq"), NPZ, fixture("lstsq.npz")),
        expected.get("lstsq"),
        1e-12);
  }

  @ParameterizedTest
  @CsvSource({
    "cg, none",
    "cg, jacobi",
    "cg, ic0",
    "bicgstab, ilu0",
    "gmres, none",
    "gmres, jacobi"
  })
  void solveIteratesOnSparseMatrices(String method, String preconditioner) {
    JsonNode answer =
        json(
            "/v1/linalg/solve",
            "\"matrix\": %s, \"b\": %s, \"method\": \"%s\", \"preconditioner\": \"%s\""
                .formatted(laplacian(20), Arrays.toString(ones(20)), method, preconditioner));
    assertParabola(vector(answer.get("values")));
    assertThat(answer.get("method").asText()).isEqualTo(method);
    assertThat(answer.get("preconditioner").asText()).isEqualTo(preconditioner);
    assertThat(answer.get("converged").asBoolean()).isTrue();
    assertThat(answer.get("residual").doubleValue()).isLessThan(1e-10);
  }

  private static double[] ones(int n) {
    double[] ones = new double[n];
    Arrays.fill(ones, 1);
    return ones;
  }

  // The discrete parabola i·(n + 1 − i)/2.
  private static void assertParabola(double[] x) {
    for (int i = 0; i < x.length; i++) {
      assertThat(x[i]).isCloseTo((i + 1) * (x.length - i) / 2.0, within(1e-7));
    }
  }

  @Test
  void solveTakesTheArraysOfASparseMatrix() {
    Map<String, NpyArray> arrays = laplacianArrays(20);
    arrays.put("b", NpyArray.of(Vector.of(ones(20))));
    NpyArray x =
        npyOf(target("/v1/linalg/solve", "method=cg", "tolerance=1e-12"), NPZ, npz(arrays));
    assertParabola(x.asVector().toArray());
  }

  @Test
  void svdGivesValuesAlone() {
    JsonNode answer = json("/v1/linalg/svd", "\"a\": [[0, 3], [-2, 0], [0, 0]]");
    assertThat(vector(answer.get("values"))).containsExactly(new double[] {3, 2}, within(1e-15));
    assertThat(answer.get("conditionNumber").doubleValue()).isCloseTo(1.5, within(1e-15));
    assertThat(answer.has("u")).isFalse();
    Map<String, NpyArray> arrays =
        service.post(target("/v1/linalg/svd"), NPY, fixture("svd.npy"), NPZ).npz();
    assertThat(arrays).containsOnlyKeys("values");
    assertClose(arrays.get("values"), expected.get("svd"), 1e-13);
  }

  @ParameterizedTest
  @CsvSource({"thin, 5, 5", "full, 9, 5"})
  void svdGivesFactorsOfTheMatrix(String vectors, int columns, int rows) {
    double[][] a = random(9, 5, 3);
    JsonNode answer =
        json("/v1/linalg/svd", "\"a\": %s, \"vectors\": \"%s\"".formatted(text(a), vectors));
    double[][] u = matrix(answer.get("u"));
    assertThat(u[0]).hasSize(columns);
    assertThat(answer.get("vt").size()).isEqualTo(rows);
    double[] values = vector(answer.get("values"));
    double[][] scaled = new double[9][5];
    for (int i = 0; i < 9; i++) {
      for (int j = 0; j < 5; j++) {
        scaled[i][j] = u[i][j] * values[j];
      }
    }
    assertClose(product(scaled, matrix(answer.get("vt"))), a, 1e-13);

    Map<String, NpyArray> arrays =
        service.post(target("/v1/linalg/svd", "vectors=" + vectors), NPY, npy(array(a)), NPZ).npz();
    assertThat(arrays.keySet()).containsExactly("values", "u", "vt");
    assertClose(arrays.get("u").asMatrix().toArray(), u, 1e-12);
  }

  @Test
  void matricesWithoutElementsHaveFactorsToo() {
    NpyArray empty = NpyArray.of(Matrix.zeros(ElementType.FLOAT64, 0, 0));
    JsonNode svd =
        service.post(target("/v1/linalg/svd", "vectors=thin"), NPY, npy(empty), "*/*").json();
    assertThat(svd.get("values")).isEmpty();
    JsonNode eigs =
        service.post(target("/v1/linalg/eigs", "vectors=true"), NPY, npy(empty), "*/*").json();
    assertThat(eigs.get("vectors")).isEmpty();
    NpyArray product = npyOf(target("/v1/linalg/gemm"), NPZ, npz(Map.of("a", empty, "b", empty)));
    assertThat(product.shape()).containsExactly(0, 0);
  }

  @Test
  void eigsGivesAllOfADenseMatrix() {
    double[][] half = random(8, 8, 4);
    double[][] a = new double[8][8];
    for (int i = 0; i < 8; i++) {
      for (int j = 0; j < 8; j++) {
        a[i][j] = half[i][j] + half[j][i];
      }
    }
    JsonNode answer = json("/v1/linalg/eigs", "\"a\": %s, \"vectors\": true".formatted(text(a)));
    double[] values = vector(answer.get("values"));
    assertThat(values).isSorted().hasSize(8);
    double[][] vectors = matrix(answer.get("vectors"));
    double[][] scaled = new double[8][8];
    for (int i = 0; i < 8; i++) {
      for (int j = 0; j < 8; j++) {
        scaled[i][j] = vectors[i][j] * values[j];
      }
    }
    assertClose(product(a, vectors), scaled, 1e-12);
  }

  @Test
  void eigsTakesAndGivesNumPysArrays() {
    Map<String, NpyArray> arrays =
        service.post(target("/v1/linalg/eigs"), NPY, fixture("eigs.npy"), NPZ).npz();
    assertThat(arrays).containsOnlyKeys("values");
    assertClose(arrays.get("values"), expected.get("eigs"), 1e-12);
  }

  @Test
  void eigsGivesTheExtremeOnesOfASparseMatrix() {
    JsonNode answer =
        json(
            "/v1/linalg/eigs",
            "\"matrix\": %s, \"count\": 2, \"which\": \"smallest\", \"vectors\": true"
                .formatted(laplacian(50)));
    assertLaplacian(vector(answer.get("values")));
    assertThat(answer.get("vectors").size()).isEqualTo(50);
    assertThat(answer.get("converged").asBoolean()).isTrue();
    assertThat(vector(answer.get("residuals"))).hasSize(2);
    Map<String, NpyArray> arrays =
        service
            .post(
                target("/v1/linalg/eigs", "count=2", "which=smallest"),
                NPZ,
                npz(laplacianArrays(50)),
                NPZ)
            .npz();
    assertThat(arrays).containsOnlyKeys("values", "residuals");
    assertLaplacian(arrays.get("values").asVector().toArray());
  }

  private static void assertLaplacian(double[] values) {
    for (int k = 0; k < 2; k++) {
      assertThat(values[k]).isCloseTo(2 - 2 * Math.cos(Math.PI * (k + 1) / 51), within(1e-8));
    }
  }

  @Test
  void spmvMultiplies() {
    // [[1, 0, 2], [0, 0, 3]], its last entry in two parts.
    String matrix =
        "\"matrix\": {\"rows\": 2, \"columns\": 3,"
            + " \"entries\": [[1, 2, 1], [0, 0, 1], [0, 2, 2], [1, 2, 2]]}";
    JsonNode answer = json("/v1/linalg/spmv", matrix + ", \"x\": [1, 10, 100]");
    assertThat(answer.get("values").toString()).isEqualTo("[201.0,300.0]");
    assertThat(answer.get("entries").asInt()).isEqualTo(4);
    assertThat(
            json("/v1/linalg/spmv", matrix + ", \"x\": [1, 10], \"transpose\": true")
                .get("values")
                .toString())
        .isEqualTo("[1.0,0.0,32.0]");
    assertThat(
            json("/v1/linalg/spmv", matrix + ", \"x\": [[1, 0], [0, 1], [0, 1]]")
                .get("values")
                .toString())
        .isEqualTo("[[1.0,2.0],[0.0,3.0]]");
    assertThat(
            json(
                    "/v1/linalg/spmv",
                    "\"matrix\": {\"rows\": 2, \"columns\": 1, \"entries\": []}, \"x\": [5]")
                .get("values")
                .toString())
        .isEqualTo("[0.0,0.0]");
  }

  @Test
  void spmvTakesTheArraysOfASparseMatrix() {
    Map<String, NpyArray> arrays = laplacianArrays(4);
    arrays.put("x", NpyArray.of(Vector.of(1.0, 2, 3, 4)));
    assertThat(npyOf(target("/v1/linalg/spmv"), NPZ, npz(arrays)).asVector().toArray())
        .containsExactly(0, 0, 0, 5);
  }

  @Test
  void spmvTakesAGraphInTheOrderOfItsVertices() {
    // The last vertex has most edges and so is stored first.
    String edges = "0 3 2\n1 3 0.5\n2 3 1\n3 0 1\n3 1 4\n";
    service.post(
        "/v1/graphs?name=star-" + engine + "&format=edges",
        "text/plain",
        edges.getBytes(StandardCharsets.UTF_8),
        "*/*");
    String graph = "\"graph\": \"star-" + engine + "\"";
    JsonNode answer = json("/v1/linalg/spmv", graph + ", \"x\": [1, 10, 100, 1000]");
    assertThat(answer.get("values").toString()).isEqualTo("[2000.0,500.0,1000.0,41.0]");
    assertThat(
            json("/v1/linalg/spmv", graph + ", \"x\": [1, 10, 100, 1000], \"transpose\": true")
                .get("values")
                .toString())
        .isEqualTo("[1000.0,4000.0,0.0,107.0]");
    NpyArray several =
        npyOf(
            target("/v1/linalg/spmv", "graph=star-" + engine),
            NPY,
            npy(
                array(
                    new double[] {1, 0},
                    new double[] {10, 0},
                    new double[] {100, 0},
                    new double[] {1000, 1})));
    assertClose(
        several.asMatrix().toArray(),
        new double[][] {{2000, 2}, {500, 0.5}, {1000, 1}, {41, 0}},
        0);
    NpyArray narrow =
        npyOf(
            target("/v1/linalg/spmv", "graph=star-" + engine),
            NPY,
            npy(NpyArray.of(Vector.of(1f, 10f, 100f, 1000f))));
    assertThat(narrow.dtype()).isEqualTo(NpyType.FLOAT32);
    assertThat(narrow.asVector().toArray()).containsExactly(2000, 500, 1000, 41);
  }

  private static double[][] dft(double[][] x) {
    int n = x.length;
    double[][] spectrum = new double[n][2];
    for (int k = 0; k < n; k++) {
      for (int j = 0; j < n; j++) {
        double angle = -2 * Math.PI * ((long) j * k % n) / n;
        spectrum[k][0] += x[j][0] * Math.cos(angle) - x[j][1] * Math.sin(angle);
        spectrum[k][1] += x[j][0] * Math.sin(angle) + x[j][1] * Math.cos(angle);
      }
    }
    return spectrum;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 60, 97})
  void fftTransformsAndTransformsBack(int n) {
    double[][] x = random(n, 2, n);
    JsonNode spectrum = json("/v1/fft", "\"x\": " + text(x));
    assertThat(spectrum.get("type").asText()).isEqualTo("complex128");
    assertThat(spectrum.get("shape").toString()).isEqualTo("[" + n + "]");
    assertClose(matrix(spectrum.get("values")), dft(x), 1e-11);
    JsonNode back = json("/v1/fft", "\"inverse\": true, \"x\": " + spectrum.get("values"));
    assertClose(matrix(back.get("values")), x, 1e-13);
  }

  @Test
  void fftOfRealNumbersGivesTheHalfSpectrumAndBack() {
    double[][] x = random(9, 1, 9);
    double[] reals = Arrays.stream(x).mapToDouble(row -> row[0]).toArray();
    double[][] pairs =
        Arrays.stream(reals).mapToObj(re -> new double[] {re, 0}).toArray(double[][]::new);
    JsonNode half = json("/v1/fft", "\"real\": true, \"x\": " + Arrays.toString(reals));
    assertClose(matrix(half.get("values")), Arrays.copyOf(dft(pairs), 5), 1e-12);
    JsonNode back =
        json(
            "/v1/fft",
            "\"real\": true, \"inverse\": true, \"length\": 9, \"x\": " + half.get("values"));
    assertThat(vector(back.get("values"))).containsExactly(reals, within(1e-14));
    JsonNode even =
        json("/v1/fft", "\"real\": true, \"inverse\": true, \"x\": " + half.get("values"));
    assertThat(even.get("values")).hasSize(8);
  }

  @Test
  void fftTransformsAlongAxes() {
    String x = "\"x\": [[1, 5], [2, 7]], \"pairs\": false";
    assertThat(json("/v1/fft", x + ", \"axes\": [0]").get("values").toString())
        .isEqualTo("[[[3.0,0.0],[12.0,0.0]],[[-1.0,0.0],[-2.0,0.0]]]");
    assertThat(json("/v1/fft", x + ", \"axes\": [-2, 1]").at("/values/0/0").toString())
        .isEqualTo("[15.0,0.0]");
  }

  @Test
  void fftTakesAndGivesNumPysArrays() {
    assertClose(npyOf(target("/v1/fft"), NPY, fixture("fft.npy")), expected.get("fft"), 1e-13);
    assertClose(
        npyOf(target("/v1/fft", "inverse=true", "axes=0,-1"), NPY, fixture("fft.npy")),
        expected.get("ifft2"),
        1e-14);
    NpyArray narrow = npyOf(target("/v1/fft", "real=true"), NPY, fixture("rfft.npy"));
    assertThat(narrow.dtype()).isEqualTo(NpyType.COMPLEX64);
    assertClose(narrow, expected.get("rfft"), 1e-5);
  }

  @Test
  void halfPrecisionIsTaken() {
    Matrix a = Matrix.of(ElementType.FLOAT16, new double[] {1, 2}, new double[] {3, 4});
    NpyArray product =
        npyOf(
            target("/v1/linalg/gemm"), NPZ, npz(Map.of("a", NpyArray.of(a), "b", NpyArray.of(a))));
    assertThat(product.dtype()).isEqualTo(NpyType.FLOAT16);
    assertThat(product.asMatrix().toArray()).isDeepEqualTo(new double[][] {{7, 10}, {15, 22}});
  }
}
