package org.warpath.api.service.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.warpath.api.service.math.MathService.JSON;
import static org.warpath.api.service.math.MathService.NPY;
import static org.warpath.api.service.math.MathService.NPZ;
import static org.warpath.api.service.math.MathService.npy;
import static org.warpath.api.service.math.MathService.npz;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.warpath.linalg.dense.Matrix;
import org.warpath.linalg.dense.Vector;
import org.warpath.linalg.io.NpyArray;

/** Requests for mathematics that make no sense, and the one clear problem each is told. */
class MathRefusalTest {
  private static MathService service;

  @BeforeAll
  static void start() {
    service = MathService.start(config -> config);
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // Arrays that are none.
        "linalg/gemm | {'a': [[1, 2], [3]], 'b': [[1]]} | /a/1: has 1 elements, expected 2 as in the first",
        "linalg/gemm | {'a': [[1, 'x']], 'b': [[1]]} | /a/0/1: expected a number, found a string",
        "linalg/gemm | {'a': [[1, null]], 'b': [[1]]} | /a/0/1: expected a value, found null",
        "linalg/gemm | {'a': [[1, true]], 'b': [[1]]} | /a/0/1: expected a number, found a truth value",
        "linalg/gemm | {'a': [[1, {}]], 'b': [[1]]} | /a/0/1: expected a number, found an object",
        "linalg/gemm | {'a': [[1, [2]]], 'b': [[1]]} | /a/0/1: expected a number, found an array",
        "linalg/gemm | {'a': [[1], 2], 'b': [[1]]} | /a/1: expected an array, found a number",
        "linalg/gemm | {'a': [[], [1]], 'b': [[1]]} | /a/1: has 1 elements, expected 0 as in the first",
        "linalg/gemm | {'a': [[1e400]], 'b': [[1]]} | /a/0/0: a number is beyond the range of float64",
        "linalg/gemm | {'a': 'x', 'b': [[1]]} | /a: expected a number or an array, found a string",
        "linalg/gemm | {'a': 5, 'b': [[1]]} | a: float64 () is not a matrix",
        "linalg/gemm | {'a': [1, 2], 'b': [[1]]} | a: float64 (2,) is not a matrix: it has 1 dimensions, expected 2",
        "linalg/gemm | {'a': [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]], 'b': [[1]]} | an array can have at most 32 dimensions",
        "linalg/svd | {'a': [1]} | a: float64 (1,) is not a matrix: it has 1 dimensions, expected 2",
        "linalg/eigs | {'a': [1]} | a: float64 (1,) is not a matrix",
        "linalg/solve | {'a': [1], 'b': [1]} | a: float64 (1,) is not a matrix",
        // Fields that are missing, unknown, of another type.
        "linalg/gemm | {'a': [[1]]} | b is missing",
        "linalg/gemm | {'a': null, 'b': [[1]]} | /a: expected a value, found null",
        "linalg/gemm | {'a': [[1]], 'b': [[1]], 'gamma': 1} | unknown field \"gamma\"; known: a, alpha, b, beta, c,",
        "linalg/gemm | {'a': [[1]], 'b': [[1]], 'alpha': '2'} | /alpha: ",
        "linalg/gemm | {'a': [[1]], 'b': [[1]], 'alpha': 1e999} | alpha is beyond the range of float64",
        "linalg/gemm | {'a': [[1]], 'b': [[1]], 'transposeA': 1} | /transposeA: ",
        "linalg/gemm | {'a': [[1]], 'b': [[1]], 'engine': 'abacus'} | /engine: ",
        "linalg/gemm | {'a': [[1]], 'b': [[1]], 'beta': 2} | beta scales c, and c is missing",
        "linalg/gemm | [] | ",
        "linalg/gemm | null | expected a JSON object, found null",
        "linalg/solve | {'b': [1]} | expected either a or matrix, found none",
        "linalg/solve | {'a': [[1]], 'matrix': {'rows': 1, 'columns': 1, 'entries': []}, 'b': [1]} | expected either a or matrix, found both",
        "linalg/solve | {'a': [[1]], 'b': [1], 'tolerance': 0.1} | tolerance is for a sparse matrix",
        "linalg/solve | {'a': [[1]], 'b': [1], 'method': 'cg'} | method must be auto, lu, cholesky or lstsq for a dense a",
        "linalg/solve | {'matrix': {'rows': 1, 'columns': 1, 'entries': []}, 'b': [1], 'method': 'lu'} | method must be auto, cg, bicgstab or gmres",
        "linalg/solve | {'matrix': {'rows': 1, 'columns': 1, 'entries': [[0, 0, 1]]}, 'b': [1], 'maxIterations': -1} | maxIterations must be at least 0, was -1",
        "linalg/eigs | {'a': [[1]], 'which': 'smallest'} | which is for some eigenvalues",
        "linalg/eigs | {'a': [[1]], 'count': 2} | 2 eigenpairs are wanted of an operator of size 1",
        "linalg/eigs | {'a': [[1]], 'count': 0} | count must be at least 1, was 0",
        // Operands that do not fit.
        "linalg/gemm | {'a': [[1, 2]], 'b': [[1]]} | gemm: A is 1×2, B is 1×1: inner dimensions 2 and 1 differ",
        "linalg/gemm | {'a': [[1]], 'b': [[1]], 'c': [[1, 2]]} | ",
        "linalg/gemm | {'a': [[[1]]], 'b': [[[1]]], 'c': [[1]]} | c: a matrix cannot be added to a batch of products",
        "linalg/solve | {'a': [[1, 2]], 'b': [1], 'method': 'lu'} | A must be square, is 1×2",
        "linalg/solve | {'a': [[1]], 'b': [1, 2]} | B needs 1 rows",
        "linalg/solve | {'a': [[1, 2], [3, 4]], 'b': [1, 2], 'method': 'cholesky'} | a is not symmetric: element (1, 0) is 3.0, (0, 1) is 2.0",
        "linalg/solve | {'matrix': {'rows': 2, 'columns': 1, 'entries': [[0, 0, 1]]}, 'b': [1, 2]} | ",
        "linalg/eigs | {'a': [[1, 2], [3, 4]]} | a is not symmetric",
        "linalg/eigs | {'a': [[1, 2]]} | a is 1×2, expected a square matrix",
        "linalg/eigs | {'matrix': {'rows': 2, 'columns': 2, 'entries': [[0, 1, 1]]}} | matrix is not symmetric",
        "linalg/spmv | {'matrix': {'rows': 2, 'columns': 2, 'entries': [[0, 2, 1]]}, 'x': [1, 2]} | the column of entry 0 must be a whole number in [0, 2), was 2.0",
        "linalg/spmv | {'matrix': {'rows': 2, 'columns': 2, 'entries': [[0.5, 1, 1]]}, 'x': [1, 2]} | the row of entry 0 must be a whole number in [0, 2), was 0.5",
        "linalg/spmv | {'matrix': {'rows': 2, 'columns': 2, 'entries': [[0, 1]]}, 'x': [1, 2]} | entries must be arrays [row, column, value]",
        "linalg/spmv | {'matrix': {'rows': 0, 'columns': 2, 'entries': []}, 'x': [1, 2]} | rows and columns must be at least 1, were 0 and 2",
        "linalg/spmv | {'matrix': {'rows': 2.5, 'columns': 2, 'entries': []}, 'x': [1, 2]} | /matrix/rows: ",
        "linalg/spmv | {'matrix': {'rows': 3000000000, 'columns': 2, 'entries': []}, 'x': [1, 2]} | /matrix/rows: ",
        "linalg/spmv | {'matrix': {'rows': 2, 'columns': 2}, 'x': [1, 2]} | entries is missing",
        "linalg/spmv | {'matrix': {'rows': 2, 'columns': 2, 'entries': []}, 'x': [1]} | ",
        "linalg/spmv | {'x': [1]} | expected either graph or matrix, found none",
        "fft | {'x': []} | every size must be at least 1, was 0",
        "fft | {'x': 5} | an array needs at least one axis",
        "fft | {'x': [[1, 2, 3]]} | x must be pairs [re, im], was float64 (1, 3)",
        "fft | {'x': [1], 'axes': [1]} | axis must be in [0, 1)",
        "fft | {'x': [1], 'axes': []} | no axis to transform along",
        "fft | {'x': [1], 'axes': [null]} | /axes/0: expected a value, found null",
        "fft | {'x': [1], 'axes': [0, 0]} | axis 0 is named twice",
        "fft | {'x': [1], 'length': 1} | length belongs to an inverse transform to real numbers",
        "fft | {'x': [[1, 0]], 'real': true, 'inverse': true, 'length': 7} | x has 1 bins, 7 numbers would have 4",
        "fft | {'x': [[1, 0]], 'real': true} | x is complex, expected real numbers",
      })
  void whatMakesNoSenseIsSaid(String path, String body, String detail) {
    String said =
        service.wrongJson("/v1/" + path, body.replace('\'', '"')).detail(400, "invalid-request");
    assertThat(said).contains(detail == null ? "" : detail).doesNotContain("org.warpath", "java.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'a': [[1]], 'b': [[1]]",
        "{'a': [[1]], 'b': [[1]]} {}",
        "{'a': [[1,]], 'b': [[1]]}",
        "{'a': [[NaN]], 'b': [[1]]}",
        "{'a': [[01]], 'b': [[1]]}",
        "{'a': [[1]], 'a': [[1]], 'b': [[1]]}",
        "x",
      })
  void whatIsNoJsonIsSaid(String body) {
    assertThat(
            service
                .wrongJson("/v1/linalg/gemm", body.replace('\'', '"'))
                .detail(400, "malformed-json"))
        .startsWith("line 1, column ");
  }

  @Test
  void aPointerLeadsToWhatIsWrong() {
    JsonNode problem =
        service
            .wrongJson("/v1/linalg/svd", "{\"a\": [[1, 2], [3, \"x\"]]}")
            .problem(400, "invalid-request");
    assertThat(problem.get("pointer").asText()).isEqualTo("/a/1/1");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "linalg/solve | {'a': [[1, 2], [2, 4]], 'b': [1, 1]} | the matrix is singular: pivot 1 is 0",
        "linalg/solve | {'a': [[1, 2], [2, 1]], 'b': [1, 1], 'method': 'cholesky'} | the matrix is not positive definite: pivot 1 is not above 0",
        "linalg/solve | {'a': [[1e-300, 0], [0, 1]], 'b': [1e300, 1]} | ",
        "linalg/solve | {'matrix': {'rows': 2, 'columns': 2, 'entries': [[0, 1, 1], [1, 0, 1]]}, 'b': [1, 2], 'method': 'cg'} | it did not converge: CG, preconditioner NONE: not positive definite",
        "linalg/solve | {'matrix': {'rows': 3, 'columns': 3, 'entries': [[0, 0, 1], [1, 1, 2], [2, 2, 3]]}, 'b': [1, 2, 3], 'maxIterations': 1, 'preconditioner': 'none'} | it did not converge: GMRES, preconditioner NONE: max iterations after 1 iterations",
        "linalg/solve | {'matrix': {'rows': 2, 'columns': 2, 'entries': [[0, 1, 1], [1, 0, 1]]}, 'b': [1, 2], 'preconditioner': 'ilu0'} | pivot 0 is 0",
      })
  void whatHasNoSolutionIsSaid(String path, String body, String detail) {
    assertThat(
            service.wrongJson("/v1/" + path, body.replace('\'', '"')).detail(422, "not-computable"))
        .contains(detail == null ? "" : detail);
  }

  @Test
  void aGraphThatIsNotThereIsSaid() {
    for (String name : new String[] {"nobody", "../x", ""}) {
      service
          .wrongJson("/v1/linalg/spmv", "{\"graph\": \"" + name + "\", \"x\": [1]}")
          .problem(404, "unknown-graph");
    }
    service
        .post("/v1/linalg/spmv?graph=17", NPY, npy(vector(1)), "*/*")
        .problem(404, "unknown-graph");
  }

  @Test
  void aVectorOfAnotherLengthThanTheGraphIsSaid() {
    service.post(
        "/v1/graphs?name=pair&format=edges",
        "text/plain",
        "0 1\n".getBytes(StandardCharsets.UTF_8),
        "*/*");
    assertThat(
            service
                .wrongJson("/v1/linalg/spmv", "{\"graph\": \"pair\", \"x\": [1, 2, 3]}")
                .detail(400, "invalid-request"))
        .isEqualTo("x has 3 rows, the graph has 2 vertices");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "linalg/gemm | text/plain | expected a body of content type application/json or application/x-npz, was text/plain",
        "linalg/gemm | application/x-npy | expected a body of content type application/json or application/x-npz, was",
        "linalg/gemm | `` | was none",
        "linalg/svd | application/x-npz | expected a body of content type application/json or application/x-npy, was",
        "linalg/eigs | application/octet-stream | application/json or application/x-npy or application/x-npz",
        "fft | application/xml | application/json or application/x-npy",
      })
  void otherContentTypesAreRefused(String path, String type, String detail) {
    assertThat(
            service
                .unannounced("/v1/" + path, type, "{}".getBytes(StandardCharsets.UTF_8))
                .detail(415, "unsupported-media-type"))
        .contains(detail);
  }

  @Test
  void otherFormatsOfAnswersAreRefused() {
    byte[] body = "{\"a\": [[1]]}".getBytes(StandardCharsets.UTF_8);
    assertThat(service.wrong("/v1/linalg/svd", JSON, body, NPY).detail(406, "not-acceptable"))
        .isEqualTo(
            "Accept must allow one of application/json, application/x-npz, was application/x-npy");
    service.wrong("/v1/linalg/svd", JSON, body, "text/html").problem(406, "not-acceptable");
    service.wrong("/v1/linalg/svd", JSON, body, NPZ + ";q=0").problem(406, "not-acceptable");
    assertThat(
            service.wrong("/v1/linalg/svd", JSON, body, NPZ + ";q=0.1, application/*;q=0.5").json())
        .isNotEmpty();
    assertThat(service.wrong("/v1/linalg/svd", JSON, body, "text/html, " + NPZ).npz()).isNotEmpty();
  }

  private static NpyArray vector(double... values) {
    return NpyArray.of(Vector.of(values));
  }

  private static NpyArray matrix(double[]... rows) {
    return NpyArray.of(Matrix.of(rows));
  }

  @Test
  void whatIsNotFiniteInAnArrayIsNamedWithItsPlace() {
    byte[] body =
        npz(
            java.util.Map.of(
                "a", matrix(new double[] {1, 2}, new double[] {Double.NaN, 1}), "b", vector(1, 2)));
    assertThat(service.post("/v1/linalg/solve", NPZ, body, "*/*").detail(400, "invalid-request"))
        .contains("(1, 0)", "NaN");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "linalg/svd | vectors=all | in the query: /vectors: ",
        "linalg/svd | vectors=thin&vectors=full | query parameter vectors is given more than once",
        "linalg/svd | vector=thin | unknown query parameter; known: engine, vectors",
        "linalg/svd | a=5 | unknown query parameter; known: engine, vectors",
        "linalg/eigs | count=x | in the query: /count: ",
        "linalg/eigs | count=1e3 | in the query: /count: ",
        "linalg/eigs | count=99999999999 | in the query: /count: ",
        "linalg/eigs | vectors=yes | in the query: /vectors: ",
        "linalg/eigs | matrix=1 | unknown query parameter; known: count, engine,",
        "fft | axes=0,,1 | in the query: /axes/1: ",
        "fft | pairs=true | unknown query parameter; known: axes, engine, inverse, length, real",
        "fft | length=1e999 | in the query: /length: ",
      })
  void optionsInTheQueryAreCheckedAsThoseInJson(String path, String query, String detail) {
    assertThat(
            service
                .wrong("/v1/" + path + "?" + query, NPY, npy(matrix(new double[] {1})), "*/*")
                .detail(400, "invalid-request"))
        .startsWith(detail)
        .doesNotContain("org.warpath", "java.");
  }

  @Test
  void aQueryBesideJsonIsRefused() {
    byte[] body = "{\"a\": [[1]]}".getBytes(StandardCharsets.UTF_8);
    assertThat(
            service
                .wrong("/v1/linalg/svd?vectors=thin", JSON, body, "*/*")
                .detail(400, "invalid-request"))
        .contains("the query must be empty");
  }

  @Test
  void aDeviceThatIsNotThereIsSaid() {
    // Where there is one, CudaMathRoutesTest has it compute.
    MathService.Reply reply =
        service.wrongJson("/v1/linalg/gemm", "{\"a\": [[1]], \"b\": [[1]], \"engine\": \"cuda\"}");
    if (reply.status() != 200) {
      assertThat(reply.detail(422, "engine-unavailable")).startsWith("CUDA cannot be used: ");
    }
  }
}
