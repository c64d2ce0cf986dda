package org.warpath.api.client;

import java.util.Map;
import org.warpath.api.client.array.CsrArrays;
import org.warpath.api.client.array.NpyArray;
import org.warpath.api.client.array.Npz;
import org.warpath.api.client.query.EigsOptions;
import org.warpath.api.client.query.FftOptions;
import org.warpath.api.client.query.GemmOptions;
import org.warpath.api.client.query.Options;
import org.warpath.api.client.query.SolveOptions;
import org.warpath.api.client.query.SpmvOptions;
import org.warpath.api.client.query.SvdOptions;

/**
 * Linear algebra and Fourier transforms on arrays of NumPy's format, there and back. Fails as
 * {@link MathClient} does.
 */
public final class BinaryMathClient {
  private final Transport transport;

  BinaryMathClient(Transport transport) {
    this.transport = transport;
  }

  /**
   * alpha · op(a) · op(b). Arrays of three dimensions are batches of matrices, multiplied pair by
   * pair.
   */
  public NpyArray gemm(NpyArray a, NpyArray b, GemmOptions options) {
    return array(of("gemm", options), Map.of("a", a, "b", b));
  }

  /** alpha · op(a) · op(b) + beta · c. */
  public NpyArray gemm(NpyArray a, NpyArray b, NpyArray c, GemmOptions options) {
    return array(of("gemm", options), Map.of("a", a, "b", b, "c", c));
  }

  /** x with a · x = b, of one right-hand side, or several in the columns of b. */
  public NpyArray solve(NpyArray a, NpyArray b, SolveOptions options) {
    return array(of("solve", options), Map.of("a", a, "b", b));
  }

  /** x with a · x = b, of a sparse matrix, by iteration. */
  public NpyArray solve(CsrArrays a, NpyArray b, SolveOptions options) {
    return array(of("solve", options), with(a, "b", b));
  }

  /** Singular {@code values}, with {@code u} and {@code vt} if the options say so. */
  public Map<String, NpyArray> svd(NpyArray a, SvdOptions options) {
    return arrays(of("svd", options).body(ArrayBody.NPY, ArrayBody.npy(a)));
  }

  /** Eigen{@code values}, with {@code vectors} in its columns if the options say so. */
  public Map<String, NpyArray> eigs(NpyArray a, EigsOptions options) {
    return arrays(of("eigs", options).body(ArrayBody.NPY, ArrayBody.npy(a)));
  }

  /** As {@link #eigs(NpyArray, EigsOptions)}, some of a sparse matrix. */
  public Map<String, NpyArray> eigs(CsrArrays a, EigsOptions options) {
    return arrays(of("eigs", options).body(ArrayBody.NPZ, ArrayBody.npz(a.named())));
  }

  /** A · x of a sparse matrix, x a vector or several in the columns of a matrix. */
  public NpyArray spmv(CsrArrays a, NpyArray x, SpmvOptions options) {
    return array(of("spmv", options), with(a, "x", x));
  }

  /** A · x, of the adjacency matrix of a graph of the catalog. */
  public NpyArray spmv(String graph, NpyArray x, SpmvOptions options) {
    return array(of("spmv", options).query("graph", graph).body(ArrayBody.NPY, ArrayBody.npy(x)));
  }

  /** A Fourier transform, real or complex, along any axes. */
  public NpyArray fft(NpyArray x, FftOptions options) {
    return array(
        Call.post("v1", "fft")
            .query(options.values())
            .safe()
            .body(ArrayBody.NPY, ArrayBody.npy(x)));
  }

  private NpyArray array(Call call, Map<String, NpyArray> operands) {
    return array(call.body(ArrayBody.NPZ, ArrayBody.npz(operands)));
  }

  private NpyArray array(Call call) {
    return transport.read(call.accept(ArrayBody.NPY), new Reading<>(NpyArray::readWhole));
  }

  private Map<String, NpyArray> arrays(Call call) {
    return transport.read(call.accept(ArrayBody.NPZ), new Reading<>(Npz::read));
  }

  private static Map<String, NpyArray> with(CsrArrays matrix, String name, NpyArray array) {
    Map<String, NpyArray> arrays = matrix.named();
    arrays.put(name, array);
    return arrays;
  }

  private static Call of(String operation, Options<?> options) {
    return Call.post("v1", "linalg", operation).query(options.values()).safe();
  }
}
