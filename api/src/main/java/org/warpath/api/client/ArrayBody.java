package org.warpath.api.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.warpath.api.client.array.NpyArray;
import org.warpath.api.client.array.Npz;

/** Arrays as bodies of requests. */
final class ArrayBody {
  static final String NPY = "application/x-npy";
  static final String NPZ = "application/x-npz";

  private ArrayBody() {}

  private interface Writer {
    void write(OutputStream out) throws IOException;
  }

  static BodyPublisher npy(NpyArray array) {
    return body(array::write);
  }

  static BodyPublisher npz(Map<String, NpyArray> arrays) {
    return body(out -> Npz.write(arrays, out));
  }

  private static BodyPublisher body(Writer writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writer.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return BodyPublishers.ofByteArray(bytes.toByteArray());
  }
}
