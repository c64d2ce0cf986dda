package org.warpath.api.client;

import com.fasterxml.jackson.databind.JavaType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.warpath.api.client.answer.ArrayAnswer;
import org.warpath.api.client.answer.EigsAnswer;
import org.warpath.api.client.answer.SolveAnswer;
import org.warpath.api.client.answer.SvdAnswer;
import org.warpath.api.client.array.NpyArray;
import org.warpath.api.client.query.EigsOptions;
import org.warpath.api.client.query.FftOptions;
import org.warpath.api.client.query.GemmOptions;
import org.warpath.api.client.query.Options;
import org.warpath.api.client.query.SolveOptions;
import org.warpath.api.client.query.SparseMatrix;
import org.warpath.api.client.query.SpmvOptions;
import org.warpath.api.client.query.SvdOptions;
import org.warpath.api.client.query.SvdOptions.Vectors;

/**
 * Linear algebra and Fourier transforms. Matrices are arrays of rows and travel as JSON; {@link
 * #binary} has the same operations on arrays of NumPy's format, which are faster, know float32, and
 * may have more dimensions.
 *
 * <p>All throw {@link WarpathException} if shapes do not fit (400), or there is no result (422:
 * singular, not positive definite, not converged).
 */
public final class MathClient {
  private final Transport transport;

  MathClient(Transport transport) {
    this.transport = transport;
  }

  /** The same on arrays of NumPy's format. */
  public BinaryMathClient binary() {
    return new BinaryMathClient(transport);
  }

  /** a · b, of an m × k and a k × n matrix. */
  public ArrayAnswer<double[][]> gemm(double[][] a, double[][] b) {
    return gemm(a, b, GemmOptions.defaults());
  }

  /** alpha · op(a) · op(b). */
  public ArrayAnswer<double[][]> gemm(double[][] a, double[][] b, GemmOptions options) {
    return matrix("gemm", options, Map.of("a", a, "b", b));
  }

  /** alpha · op(a) · op(b) + beta · c. */
  public ArrayAnswer<double[][]> gemm(
      double[][] a, double[][] b, double[][] c, GemmOptions options) {
    return matrix("gemm", options, Map.of("a", a, "b", b, "c", c));
  }

  /** x with a · x = b; of least squares if a is not square. */
  public SolveAnswer<double[]> solve(double[][] a, double[] b) {
    return solve(a, b, SolveOptions.defaults());
  }

  /** x with a · x = b. */
  public SolveAnswer<double[]> solve(double[][] a, double[] b, SolveOptions options) {
    return solution(options, Map.of("a", a, "b", b), double[].class);
  }

  /** x with a · x = b, of several right-hand sides in the columns of b. */
  public SolveAnswer<double[][]> solve(double[][] a, double[][] b, SolveOptions options) {
    return solution(options, Map.of("a", a, "b", b), double[][].class);
  }

  /** x with a · x = b, of a sparse matrix, by iteration. */
  public SolveAnswer<double[]> solve(SparseMatrix a, double[] b, SolveOptions options) {
    return solution(options, Map.of("matrix", a, "b", b), double[].class);
  }

  /** Singular values and vectors. */
  public SvdAnswer svd(double[][] a) {
    return svd(a, SvdOptions.defaults().withVectors(Vectors.THIN));
  }

  /** Singular values, and vectors if the options say so. */
  public SvdAnswer svd(double[][] a, SvdOptions options) {
    return transport.json(call("svd", options, Map.of("a", a)), SvdAnswer.class);
  }

  /** Eigenvalues and eigenvectors of a symmetric matrix. */
  public EigsAnswer eigs(double[][] a) {
    return eigs(a, EigsOptions.defaults().withVectors(true));
  }

  /** Eigenvalues of a symmetric matrix, and vectors if the options say so. */
  public EigsAnswer eigs(double[][] a, EigsOptions options) {
    return transport.json(call("eigs", options, Map.of("a", a)), EigsAnswer.class);
  }

  /** Some eigenvalues of a symmetric sparse matrix, and vectors if the options say so. */
  public EigsAnswer eigs(SparseMatrix a, EigsOptions options) {
    return transport.json(call("eigs", options, Map.of("matrix", a)), EigsAnswer.class);
  }

  /** A · x of a sparse matrix. */
  public ArrayAnswer<double[]> spmv(SparseMatrix a, double[] x, SpmvOptions options) {
    return vector("spmv", options, Map.of("matrix", a, "x", x));
  }

  /** A · x of a sparse matrix, for each column of x. */
  public ArrayAnswer<double[][]> spmv(SparseMatrix a, double[][] x, SpmvOptions options) {
    return matrix("spmv", options, Map.of("matrix", a, "x", x));
  }

  /** A · x, of the adjacency matrix of a graph of the catalog: row u, column v for the edge u→v. */
  public ArrayAnswer<double[]> spmv(String graph, double[] x, SpmvOptions options) {
    return vector("spmv", options, Map.of("graph", graph, "x", x));
  }

  /** A · x, of the adjacency matrix of a graph of the catalog, for each column of x. */
  public ArrayAnswer<double[][]> spmv(String graph, double[][] x, SpmvOptions options) {
    return matrix("spmv", options, Map.of("graph", graph, "x", x));
  }

  /**
   * The spectrum of real numbers, as {@code numpy.fft.fft} has it.
   *
   * @return n complex numbers, each as real part, imaginary part
   */
  public ArrayAnswer<double[]> fft(double[] signal) {
    return complex(FftOptions.defaults(), signal);
  }

  /**
   * The spectrum of complex numbers, or back, as {@code numpy.fft.fft} and {@code ifft} have it.
   *
   * @param signal real part, imaginary part, real part …
   * @return as many complex numbers
   */
  public ArrayAnswer<double[]> complexFft(double[] signal, boolean inverse) {
    return complex(FftOptions.defaults().withInverse(inverse), pairs(signal));
  }

  /**
   * The first half of the spectrum of n real numbers, as {@code numpy.fft.rfft} has it.
   *
   * @return n/2 + 1 complex numbers, each as real part, imaginary part
   */
  public ArrayAnswer<double[]> realFft(double[] signal) {
    return complex(FftOptions.defaults().withReal(true), signal);
  }

  /**
   * Back from {@link #realFft}, as {@code numpy.fft.irfft} has it.
   *
   * @param spectrum real part, imaginary part, real part …
   * @param length of the result
   */
  public ArrayAnswer<double[]> inverseRealFft(double[] spectrum, int length) {
    FftOptions options = FftOptions.defaults().withReal(true).withInverse(true).withLength(length);
    return array(fftCall(options, pairs(spectrum)), double[].class);
  }

  private ArrayAnswer<double[]> complex(FftOptions options, Object signal) {
    ArrayAnswer<double[][]> answer = array(fftCall(options, signal), double[][].class);
    double[] flat = new double[2 * answer.values().length];
    for (int i = 0; i < answer.values().length; i++) {
      flat[2 * i] = answer.values()[i][0];
      flat[2 * i + 1] = answer.values()[i][1];
    }
    return new ArrayAnswer<>(answer.engine(), flat, answer.seconds());
  }

  private static Call fftCall(FftOptions options, Object signal) {
    return Call.post("v1", "fft").json(body(options, Map.of("x", signal))).safe();
  }

  private static double[][] pairs(double[] interleaved) {
    double[][] pairs = new double[NpyArray.ofComplex(interleaved).size()][];
    for (int i = 0; i < pairs.length; i++) {
      pairs[i] = new double[] {interleaved[2 * i], interleaved[2 * i + 1]};
    }
    return pairs;
  }

  private <T> SolveAnswer<T> solution(
      SolveOptions options, Map<String, Object> arrays, Class<T> values) {
    JavaType type = Json.MAPPER.getTypeFactory().constructParametricType(SolveAnswer.class, values);
    return transport.read(
        call("solve", options, arrays),
        new Reading<SolveAnswer<T>>(body -> Json.MAPPER.readValue(body, type)));
  }

  private ArrayAnswer<double[]> vector(
      String operation, Options<?> options, Map<String, Object> arrays) {
    return array(call(operation, options, arrays), double[].class);
  }

  private ArrayAnswer<double[][]> matrix(
      String operation, Options<?> options, Map<String, Object> arrays) {
    return array(call(operation, options, arrays), double[][].class);
  }

  private <T> ArrayAnswer<T> array(Call call, Class<T> values) {
    JavaType type = Json.MAPPER.getTypeFactory().constructParametricType(ArrayAnswer.class, values);
    return transport.read(
        call, new Reading<ArrayAnswer<T>>(body -> Json.MAPPER.readValue(body, type)));
  }

  private static Call call(String operation, Options<?> options, Map<String, Object> arrays) {
    return Call.post("v1", "linalg", operation).json(body(options, arrays)).safe();
  }

  private static Map<String, Object> body(Options<?> options, Map<String, Object> arrays) {
    Map<String, Object> body = new LinkedHashMap<>(options.values());
    body.putAll(arrays);
    return body;
  }
}
