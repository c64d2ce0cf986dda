package org.warpath.api.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.linalg.ElementType;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.MatrixBatch;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.io.Npy;
import org.warpath.linalg.io.NpyArray;
import org.warpath.linalg.io.Npz;

/** What the commands of algebra and transforms answer on every engine. */
abstract class MathCommandsContract {
  private final String engine;

  @TempDir Path folder;

  MathCommandsContract(String engine) {
    this.engine = engine;
  }

  private Path file(String name, NpyArray array) throws IOException {
    Path file = folder.resolve(name);
    Npy.write(file, array);
    return file;
  }

  private Path matrix(String name, double[]... rows) throws IOException {
    return file(name, NpyArray.of(Matrix.of(rows)));
  }

  private Path vector(String name, double... elements) throws IOException {
    return file(name, NpyArray.of(Vector.of(elements)));
  }

  private Path text(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.writeString(file, content);
    return file;
  }

  private Path laplacian(int n) throws IOException {
    StringBuilder text = new StringBuilder("%%MatrixMarket matrix coordinate real symmetric\n");
    text.append(n).append(' ').append(n).append(' ').append(2 * n - 1).append('\n');
    for (int i = 1; i <= n; i++) {
      text.append(i).append(' ').append(i).append(" 2\n");
      if (i > 1) {
        text.append(i).append(' ').append(i - 1).append(" -1\n");
      }
    }
    return text("laplacian.mtx", text.toString());
  }

  private Cli run(Object... arguments) {
    List<Object> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--engine", engine));
    return Cli.run(all.toArray());
  }

  private Path output(String name) {
    return folder.resolve(name);
  }

  private static double[][] matrix(Path file) throws IOException {
    return Npy.read(file).asMatrix().toArray();
  }

  private static double[] vector(Path file) throws IOException {
    return Npy.read(file).asVector().toArray();
  }

  @Test
  void gemmMultiplies() throws IOException {
    Path a = matrix("a.npy", new double[] {1, 2, 3}, new double[] {4, 5, 6});
    Path b = matrix("b.npy", new double[] {1, 0}, new double[] {0, 1}, new double[] {2, 3});
    run("gemm", a, b, "-o", output("c.npy")).succeeded();
    assertThat(matrix(output("c.npy"))).isDeepEqualTo(new double[][] {{7, 11}, {16, 23}});
  }

  @Test
  void gemmTransposesScalesAndAdds() throws IOException {
    Path a = matrix("a.npy", new double[] {1, 2}, new double[] {3, 4});
    Path b = matrix("b.npy", new double[] {5, 6}, new double[] {7, 8});
    Path c = matrix("c.npy", new double[] {1, 1}, new double[] {2, 2});
    run(
            "gemm",
            a,
            b,
            "--transpose-a",
            "--transpose-b",
            "--alpha",
            2,
            "--add",
            c,
            "--beta",
            10,
            "-o",
            output("d.npy"))
        .succeeded();
    // 2·AᵀBᵀ + 10·C
    assertThat(matrix(output("d.npy"))).isDeepEqualTo(new double[][] {{56, 72}, {88, 112}});
    assertThat(matrix(c)).as("C").isDeepEqualTo(new double[][] {{1, 1}, {2, 2}});
  }

  @Test
  void gemmWidensToTheWiderType() throws IOException {
    Path a = file("a.npy", NpyArray.of(Matrix.of(ElementType.FLOAT32, new double[] {1, 2})));
    Path b = matrix("b.npy", new double[] {3}, new double[] {4});
    JsonNode result = run("gemm", a, b, "--json").json().at("/results/product");
    assertThat(result.at("/type").asText()).isEqualTo("float64");
    assertThat(result.at("/values/0/0").asDouble()).isEqualTo(11);
  }

  @Test
  void gemmMultipliesBatches() throws IOException {
    MatrixBatch a = MatrixBatch.zeros(ElementType.FLOAT64, 2, 1, 1);
    a.get(0).set(0, 0, 3);
    a.get(1).set(0, 0, 5);
    Path file = file("a.npy", NpyArray.of(a));
    JsonNode result = run("gemm", file, file, "--json").json().at("/results/product");
    assertThat(result.at("/shape").toString()).isEqualTo("[2,1,1]");
    assertThat(result.at("/values").toString()).isEqualTo("[[[9.0]],[[25.0]]]");
  }

  @Test
  void whatDoesNotFitIsRefusedWithItsShapes() throws IOException {
    Path a = matrix("a.npy", new double[4], new double[4], new double[4]);
    Path b =
        matrix("b.npy", new double[2], new double[2], new double[2], new double[2], new double[2]);
    run("gemm", a, b, "-o", output("c.npy"))
        .refused("gemm: A is 3×4, B is 5×2: inner dimensions 4 and 5 differ");
    assertThat(output("c.npy")).doesNotExist();
    run("gemm", a, b, "-o", output("c.txt")).refused("c.txt", ".npy, .npz, .csv and .mtx");
    run("gemm", a, folder.resolve("missing.npy")).refused("missing.npy: no such file");
    run("gemm", a, text("bad.npy", "no array")).refused("bad.npy");
    run("gemm", a, b, "--beta", 2).refused("--beta", "--add");
    run("gemm", a, vector("v.npy", 1, 2)).refused("v.npy: float64 (2,) is not a matrix");
    run("gemm", a, laplacian(4)).refused("laplacian.mtx is a sparse matrix");
  }

  @Test
  void spmvMultipliesFromMatrixMarket() throws IOException {
    Path x = vector("x.npy", 1, 2, 3, 4);
    run("spmv", laplacian(4), x, "-o", output("y.npy")).succeeded();
    assertThat(vector(output("y.npy"))).containsExactly(0, 0, 0, 5);
  }

  @Test
  void spmvReadsWhatSciPyHasSaved() throws IOException {
    // [[1, 0, 2], [0, 0, 3]]
    Path x = vector("x.npy", 1, 10, 100);
    for (String form : new String[] {"csr", "csc", "coo"}) {
      Path a = folder.resolve(form + ".npz");
      Files.copy(MathCommandsContract.class.getResourceAsStream("scipy-" + form + ".npz"), a);
      JsonNode result = run("spmv", a, x, "--json").json();
      assertThat(result.at("/results/product/values").toString())
          .as(form)
          .isEqualTo("[201.0,300.0]");
      assertThat(result.at("/entries").asInt()).isEqualTo(3);
    }
    Path left = vector("left.npy", 1, 10);
    assertThat(
            run("spmv", folder.resolve("csr.npz"), left, "--transpose", "--json")
                .json()
                .at("/results/product/values")
                .toString())
        .isEqualTo("[1.0,0.0,32.0]");
  }

  @Test
  void spmvTakesAMatrixOfVectors() throws IOException {
    Path x = matrix("x.npy", new double[] {1, 0}, new double[] {0, 1}, new double[] {0, 0});
    JsonNode result = run("spmv", laplacian(3), x, "--json").json();
    assertThat(result.at("/results/product/values").toString())
        .isEqualTo("[[2.0,-1.0],[-1.0,2.0],[0.0,-1.0]]");
  }

  @Test
  void spmvTakesAGraphInTheOrderOfItsVertices() throws IOException {
    // The last vertex has most edges and so is stored first.
    Path edges = text("edges.csv", "source,target\n0,3\n1,3\n2,3\n3,0\n3,1\n");
    Path graph = folder.resolve("graph.csr");
    Cli.run("import", edges, "-o", graph).succeeded();
    Path x = vector("x.npy", 1, 10, 100, 1000);
    JsonNode result = run("spmv", graph, x, "--json").json();
    assertThat(result.at("/results/product/values").toString())
        .isEqualTo("[1000.0,1000.0,1000.0,11.0]");
  }

  @Test
  void solveSolvesDenseSystems() throws IOException {
    Path a = matrix("a.npy", new double[] {2, 1}, new double[] {1, 3});
    Path b = vector("b.npy", 4, 7);
    run("solve", a, b, "-o", output("x.npy")).succeeded();
    assertThat(vector(output("x.npy"))).containsExactly(new double[] {1, 2}, within(1e-15));
  }

  @Test
  void solveNamesThePivotOfASingularMatrix() throws IOException {
    Path a = matrix("a.npy", new double[] {1, 2}, new double[] {2, 4});
    Cli cli = run("solve", a, vector("b.npy", 1, 1), "-o", output("x.npy"));
    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.err()).contains("singular", "pivot 1");
    assertThat(output("x.npy")).doesNotExist();
  }

  @Test
  void solveFindsLeastSquares() throws IOException {
    // y = 1 + 2t exactly.
    Path a = matrix("a.npy", new double[] {1, 0}, new double[] {1, 1}, new double[] {1, 2});
    JsonNode result = run("solve", a, vector("b.npy", 1, 3, 5), "--least-squares", "--json").json();
    assertThat(result.at("/results/x/values/0").asDouble()).isCloseTo(1, within(1e-14));
    assertThat(result.at("/results/x/values/1").asDouble()).isCloseTo(2, within(1e-14));
    assertThat(result.at("/rank").asInt()).isEqualTo(2);
  }

  @Test
  void solveIteratesOnSparseMatrices() throws IOException {
    Path a = laplacian(20);
    double[] ones = new double[20];
    Arrays.fill(ones, 1);
    Path b = vector("b.npy", ones);
    for (String method : new String[] {"cg", "bicgstab", "gmres"}) {
      for (String preconditioner : new String[] {"none", "jacobi", "ilu0"}) {
        JsonNode result =
            run("solve", a, b, "--method", method, "--preconditioner", preconditioner, "--json")
                .json();
        assertThat(result.at("/converged").asBoolean()).isTrue();
        // The discrete parabola i·(n + 1 − i)/2.
        assertThat(result.at("/results/x/values/0").asDouble()).isCloseTo(10, within(1e-7));
        assertThat(result.at("/results/x/values/9").asDouble()).isCloseTo(55, within(1e-7));
      }
    }
  }

  @Test
  void solveTellsWhatItChose() throws IOException {
    Path b = vector("b.npy", 1, 2);
    JsonNode usual = run("solve", laplacian(2), b, "--json").json();
    assertThat(usual.at("/method").asText()).isEqualTo("GMRES");
    assertThat(usual.at("/preconditioner").asText()).isEqualTo("JACOBI");
    Path swap =
        text("swap.mtx", "%%MatrixMarket matrix coordinate real general\n2 2 2\n1 2 1\n2 1 1\n");
    JsonNode zeroDiagonal = run("solve", swap, b, "--json").json();
    assertThat(zeroDiagonal.at("/preconditioner").asText()).isEqualTo("NONE");
    assertThat(zeroDiagonal.at("/converged").asBoolean()).isTrue();
  }

  @Test
  void solveSaysWhenItDidNotConverge() throws IOException {
    Path b = vector("b.npy", 1, 0, 0, 0, 0, 0, 0, 0, 0, 0);
    Cli cli =
        run(
            "solve",
            laplacian(10),
            b,
            "--method",
            "cg",
            "--preconditioner",
            "none",
            "--max-iterations",
            2,
            "-o",
            output("x.npy"));
    assertThat(cli.exitCode()).isEqualTo(1);
    assertThat(cli.out()).contains("max iterations after 2 iterations");
    assertThat(output("x.npy")).exists();
  }

  @Test
  void svdGivesValuesAndVectors() throws IOException {
    Path a = matrix("a.npy", new double[] {0, 3}, new double[] {-2, 0}, new double[] {0, 0});
    run("svd", a, "--vectors", "thin", "-o", output("svd.npz")).succeeded();
    Map<String, NpyArray> arrays = Npz.read(output("svd.npz"));
    assertThat(arrays.keySet()).containsExactly("values", "u", "vt");
    assertThat(arrays.get("values").asVector().toArray())
        .containsExactly(new double[] {3, 2}, within(1e-15));
    assertThat(arrays.get("u").shape()).containsExactly(3, 2);
    JsonNode result = run("svd", a, "--json").json();
    assertThat(result.at("/results").size()).isEqualTo(1);
    assertThat(result.at("/conditionNumber").asDouble()).isCloseTo(1.5, within(1e-15));
  }

  @Test
  void eigsGivesAllOfADenseMatrix() throws IOException {
    Path a = matrix("a.npy", new double[] {2, 1}, new double[] {1, 2});
    JsonNode result = run("eigs", a, "--json").json();
    assertThat(result.at("/results/values/values/0").asDouble()).isCloseTo(1, within(1e-15));
    assertThat(result.at("/results/values/values/1").asDouble()).isCloseTo(3, within(1e-15));
    Path b = matrix("b.npy", new double[] {2, 1}, new double[] {0, 2});
    run("eigs", b).refused("b.npy is not symmetric: element (1, 0) is 0.0, (0, 1) is 1.0");
  }

  @Test
  void eigsGivesTheExtremeOnesOfASparseMatrix() throws IOException {
    JsonNode result = run("eigs", laplacian(50), "-k", 2, "--which", "smallest", "--json").json();
    for (int k = 0; k < 2; k++) {
      double expected = 2 - 2 * Math.cos(Math.PI * (k + 1) / 51);
      assertThat(result.at("/results/values/values/" + k).asDouble())
          .isCloseTo(expected, within(1e-8));
    }
    assertThat(result.at("/converged").asBoolean()).isTrue();
  }

  @Test
  void fftTransformsAndTransformsBack() throws IOException {
    Path x = vector("x.npy", 1, 2, 3, 4, 5);
    run("fft", x, "-o", output("spectrum.npy")).succeeded();
    assertThat(Npy.read(output("spectrum.npy")).describe()).isEqualTo("complex128 (5,)");
    JsonNode back = run("fft", output("spectrum.npy"), "--inverse", "--json").json();
    for (int i = 0; i < 5; i++) {
      assertThat(back.at("/results/signal/values/" + i + "/0").asDouble())
          .isCloseTo(i + 1, within(1e-14));
      assertThat(back.at("/results/signal/values/" + i + "/1").asDouble())
          .isCloseTo(0, within(1e-14));
    }
  }

  @Test
  void fftOfRealNumbersGivesTheHalfSpectrumAndBack() throws IOException {
    Path x = matrix("x.npy", new double[] {1, 2, 3}, new double[] {0, 0, 1});
    run("fft", x, "--real", "-o", output("half.npy")).succeeded();
    assertThat(Npy.read(output("half.npy")).shape()).containsExactly(2, 2);
    run("fft", output("half.npy"), "--real", "--inverse", "--length", 3, "-o", output("x2.npy"))
        .succeeded();
    double[][] back = matrix(output("x2.npy"));
    assertThat(back[0]).containsExactly(new double[] {1, 2, 3}, within(1e-15));
    assertThat(back[1]).containsExactly(new double[] {0, 0, 1}, within(1e-15));
    run("fft", output("half.npy"), "--real", "--json").refused("is complex");
    run("fft", output("half.npy"), "--real", "--inverse", "--length", 7, "--json")
        .refused("has 2 bins, 7 numbers would have 4");
    run("fft", x).refused("-o", "--json");
  }

  @Test
  void fftTransformsAlongAxes() throws IOException {
    Path x = matrix("x.npy", new double[] {1, 5}, new double[] {2, 7});
    JsonNode first = run("fft", x, "--axes", "0", "--json").json();
    assertThat(first.at("/results/spectrum/values").toString())
        .isEqualTo("[[[3.0,0.0],[12.0,0.0]],[[-1.0,0.0],[-2.0,0.0]]]");
    JsonNode both = run("fft", x, "--axes=0,1", "--json").json();
    assertThat(both.at("/results/spectrum/values/0/0").toString()).isEqualTo("[15.0,0.0]");
    run("fft", x, "--axes", "2", "--json").refused("axis must be in [0, 2)");
  }

  @Test
  void stftTransformsAndTransformsBack() throws IOException {
    double[] signal = new double[100];
    for (int i = 0; i < signal.length; i++) {
      signal[i] = Math.sin(i) + 0.01 * i;
    }
    Path x = vector("x.npy", signal);
    run("stft", x, "--frame", 16, "--hop", 4, "-o", output("frames.npy")).succeeded();
    assertThat(Npy.read(output("frames.npy")).describe()).isEqualTo("complex128 (26, 9)");
    run(
            "stft",
            output("frames.npy"),
            "--frame",
            16,
            "--hop",
            4,
            "--inverse",
            "-o",
            output("back.npy"))
        .succeeded();
    assertThat(vector(output("back.npy"))).containsExactly(signal, within(1e-13));
  }

  @Test
  void resultsArePrintedAsNumPyPrintsThem() throws IOException {
    Path a = matrix("a.npy", new double[] {1.5, -2}, new double[] {0, 1e-3});
    Cli cli = run("gemm", a, a).succeeded();
    assertThat(cli.out())
        .startsWith(
            "product: float64 (2, 2)\n[[ 2.250e+00 -3.002e+00]\n [ 0.000e+00  1.000e-06]]\n");
  }
}
