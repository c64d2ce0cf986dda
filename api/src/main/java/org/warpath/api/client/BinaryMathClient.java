package org.warpath.api.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.warpath.api.client.array.NpyArray;
import org.warpath.api.client.array.Npz;
import org.warpath.api.client.query.EigsOptions;
import org.warpath.api.client.query.FftOptions;
import org.warpath.api.client.query.GemmOptions;
import org.warpath.api.client.query.SolveOptions;
import org.warpath.api.client.query.SvdOptions;

/**
 * Linear algebra and Fourier transforms on arrays of NumPy's format, there and back. Fails as
 * {@link MathClient} does.
 */
public final class BinaryMathClient {
  private static final String NPY = "application/x-npy";
  private static final String NPZ = "application/x-npz";

  private final Transport transport;

  BinaryMathClient(Transport transport) {
    this.transport = transport;
  }

  /** alpha · op(a) · op(b). */
  public NpyArray gemm(NpyArray a, NpyArray b, GemmOptions options) {
    return array(of("gemm").query(options.values()), Map.of("a", a, "b", b));
  }

  /** x with a · x = b. */
  public NpyArray solve(NpyArray a, NpyArray b, SolveOptions options) {
    return array(of("solve").query(options.values()), Map.of("a", a, "b", b));
  }

  /** Singular {@code values}, with {@code u} and {@code vt} if the options say so. */
  public Map<String, NpyArray> svd(NpyArray a, SvdOptions options) {
    return arrays(of("svd").query(options.values()), a);
  }

  /** Eigen{@code values}, with {@code vectors} in its columns if the options say so. */
  public Map<String, NpyArray> eigs(NpyArray a, EigsOptions options) {
    return arrays(of("eigs").query(options.values()), a);
  }

  /** A Fourier transform of a vector, real or complex. */
  public NpyArray fft(NpyArray x, FftOptions options) {
    Call call = Call.post("v1", "fft").query(options.values()).safe();
    return transport.read(
        call.body(NPY, BodyPublishers.ofByteArray(Vectors.bytes(x))).accept(NPY),
        new Reading<>(NpyArray::readWhole));
  }

  private NpyArray array(Call call, Map<String, NpyArray> operands) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      Npz.write(operands, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return transport.read(
        call.body(NPZ, BodyPublishers.ofByteArray(bytes.toByteArray())).accept(NPY),
        new Reading<>(NpyArray::readWhole));
  }

  private Map<String, NpyArray> arrays(Call call, NpyArray operand) {
    return transport.read(
        call.body(NPY, BodyPublishers.ofByteArray(Vectors.bytes(operand))).accept(NPZ),
        new Reading<>(Npz::read));
  }

  private static Call of(String operation) {
    return Call.post("v1", "linalg", operation).safe();
  }
}
