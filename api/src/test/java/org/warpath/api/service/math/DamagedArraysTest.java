package org.warpath.api.service.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.warpath.api.service.math.MathService.JSON;
import static org.warpath.api.service.math.MathService.NPY;
import static org.warpath.api.service.math.MathService.NPZ;
import static org.warpath.api.service.math.MathService.fixture;
import static org.warpath.api.service.math.MathService.npy;
import static org.warpath.api.service.math.MathService.npz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.io.NpyArray;

/** Arrays in NumPy's formats that are damaged, cut off, or not what was asked for. */
class DamagedArraysTest {
  private static MathService service;

  @BeforeAll
  static void start() {
    service = MathService.start(config -> config);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static NpyArray vector(double... values) {
    return NpyArray.of(Vector.of(values));
  }

  private static NpyArray matrix(double[]... rows) {
    return NpyArray.of(Matrix.of(rows));
  }

  private static String refused(String target, String type, byte[] body) {
    return service.wrong(target, type, body, "*/*").detail(400, "invalid-request");
  }

  @Test
  void anArrayCutAnywhereIsRefused() {
    byte[] whole = fixture("svd.npy");
    for (int length = 0; length < whole.length; length += 13) {
      assertThat(refused("/v1/linalg/svd", NPY, Arrays.copyOf(whole, length)))
          .startsWith("body: is truncated: ");
    }
    assertThat(refused("/v1/linalg/svd", NPY, Arrays.copyOf(whole, whole.length + 1)))
        .isEqualTo("body: goes on behind its array");
  }

  @Test
  void anArchiveCutAnywhereIsRefused() {
    byte[] whole = fixture("gemm.npz");
    for (int length = 0; length < whole.length; length += 7) {
      assertThat(refused("/v1/linalg/gemm", NPZ, Arrays.copyOf(whole, length))).startsWith("body");
    }
  }

  @Test
  void aByteThatFellOverIsNoticed() {
    byte[] archive = fixture("gemm.npz");
    archive[300] ^= 1; // among the numbers of a
    assertThat(refused("/v1/linalg/gemm", NPZ, archive)).contains("damaged", "CRC");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "<U5 | has dtype '<U5' (text), expected numbers",
        "`|O` | `has dtype '|O' (pickled Python objects), expected numbers`",
        "<M8[ns] | has dtype '<M8[ns]' (times), expected numbers",
        "<f16 | has dtype '<f16', expected numbers",
      })
  void otherTypesThanNumbersAreRefused(String type, String detail) {
    byte[] body = fixture("svd.npy");
    String head =
        new String(body, StandardCharsets.ISO_8859_1)
            .replace("'<f8'", "%-5s".formatted("'" + type + "'"));
    assertThat(refused("/v1/linalg/svd", NPY, head.getBytes(StandardCharsets.ISO_8859_1)))
        .contains(detail);
  }

  @Test
  void complexNumbersAreRefusedWhereRealOnesAreWanted() {
    assertThat(refused("/v1/linalg/svd", NPY, fixture("fft.npy")))
        .isEqualTo("a: complex128 (4, 6, 5) is not a matrix: it has 3 dimensions, expected 2");
    assertThat(refused("/v1/fft?real=true", NPY, fixture("fft.npy")))
        .isEqualTo("x is complex, expected real numbers");
  }

  @Test
  void arraysThatAreMissingUnknownOrTwiceAreNamed() {
    NpyArray one = matrix(new double[] {1});
    assertThat(refused("/v1/linalg/gemm", NPZ, npz(Map.of("a", one)))).isEqualTo("b is missing");
    assertThat(refused("/v1/linalg/gemm", NPZ, npz(Map.of()))).isEqualTo("a is missing");
    assertThat(refused("/v1/linalg/gemm", NPZ, npz(Map.of("a", one, "x", one))))
        .contains("has an array \"x\", expected a, b, c");
    assertThat(refused("/v1/linalg/gemm", NPZ, npz(Map.of("indptr", one))))
        .contains("has an array \"indptr\", expected a, b, c");
    assertThat(refused("/v1/linalg/eigs", NPZ, npz(Map.of("x", one))))
        .contains("expected a, or those that scipy.sparse.save_npz writes");
    assertThat(refused("/v1/linalg/gemm", NPZ, zip(npy(one), "a.npy", "a")))
        .isEqualTo("body: has two arrays named \"a\"");
    assertThat(refused("/v1/linalg/gemm", NPZ, "PK".getBytes(StandardCharsets.US_ASCII)))
        .startsWith("body: is no .npz file");
    assertThat(refused("/v1/linalg/gemm", NPZ, fixture("svd.npy")))
        .isEqualTo("body: does not begin with PK: not a .npz file");
    assertThat(refused("/v1/linalg/gemm", NPZ, new byte[0]))
        .isEqualTo("body: does not begin with PK: not a .npz file");
  }

  private static byte[] zip(byte[] content, String... names) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (String name : names) {
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  @Test
  void arraysOfASparseMatrixThatDoNotFitAreNamed() {
    assertSparseRefused("indptr", vector(0, 1), "\"indptr\" has 2 elements, expected 3");
    assertSparseRefused("indptr", vector(0, 2, 1), "indptr must run from 0 to 2");
    assertSparseRefused("indptr", vector(0, -1, 2), "indptr descends at 1");
    assertSparseRefused("indices", vector(0, 7), "(1, 7) lies outside of a 2×2 matrix");
    assertSparseRefused("indices", vector(0, 0.5), "holds 0.5 where an integer is expected");
    assertSparseRefused("shape", vector(2, 1e18), "is too large");
    assertSparseRefused("shape", vector(2), "\"shape\" has 1 elements, expected 2");
    assertSparseRefused(
        "data", matrix(new double[] {1, 2}), "needs an array \"data\" of one dimension");
    Map<String, NpyArray> arrays = sparse();
    arrays.remove("data");
    assertThat(refused("/v1/linalg/spmv", NPZ, npz(arrays)))
        .contains("needs an array \"data\" of one dimension");
    arrays.keySet().retainAll(java.util.Set.of("x"));
    assertThat(refused("/v1/linalg/spmv", NPZ, npz(arrays)))
        .isEqualTo("expected either graph or matrix, found none");
  }

  private static void assertSparseRefused(String name, NpyArray array, String detail) {
    Map<String, NpyArray> arrays = sparse();
    arrays.put(name, array);
    assertThat(refused("/v1/linalg/spmv", NPZ, npz(arrays))).contains(detail);
  }

  /** The identity of size 2 and a vector. */
  private static Map<String, NpyArray> sparse() {
    Map<String, NpyArray> arrays = new LinkedHashMap<>();
    arrays.put("data", vector(1, 1));
    arrays.put("indices", vector(0, 1));
    arrays.put("indptr", vector(0, 1, 2));
    arrays.put("shape", vector(2, 2));
    arrays.put("x", vector(5, 6));
    return arrays;
  }

  /** Whatever is done to a request, it is never the server's fault, and the server goes on. */
  @ParameterizedTest
  @CsvSource({
    "linalg/gemm, gemm.npz", "linalg/gemm, gemm-float32.npz", "linalg/solve, solve.npz",
    "linalg/svd, svd.npy", "fft, fft.npy", "linalg/gemm, json"
  })
  void randomDamageIsTheSendersFault(String path, String file) {
    Random random = new Random(7);
    byte[] whole =
        file.equals("json")
            ? "{\"a\": [[1, 2.5], [-3, 4e1]], \"b\": [[1], [0]], \"alpha\": 0.5}"
                .getBytes(StandardCharsets.UTF_8)
            : fixture(file);
    String type = file.equals("json") ? JSON : file.endsWith(".npy") ? NPY : NPZ;
    for (int round = 0; round < 300; round++) {
      byte[] damaged = whole.clone();
      for (int i = 0; i <= random.nextInt(4); i++) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      MathService.Reply reply = service.wrong("/v1/" + path, type, damaged, "*/*");
      assertThat(reply.status())
          .as("round %d: %s", round, reply.status() == 200 ? "" : reply.text())
          .isIn(200, 400, 413, 422, 507);
    }
  }
}
