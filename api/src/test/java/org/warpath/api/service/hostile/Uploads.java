package org.warpath.api.service.hostile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import org.warpath.api.service.contract.Answer;
import org.warpath.api.service.contract.PathTemplate;
import org.warpath.api.service.contract.ServiceClient;

/** Uploads of graphs. */
final class Uploads {
  private Uploads() {}

  /** Uploads lines of edges. */
  static Answer edges(ServiceClient client, String name, String lines) {
    return file(client, name, lines.getBytes(StandardCharsets.UTF_8));
  }

  /** Uploads a file of edges, perhaps packed. */
  static Answer file(ServiceClient client, String name, byte[] file) {
    return client
        .request("POST", "/v1/graphs?format=edges&name=" + PathTemplate.encode(name))
        .body("application/octet-stream", file)
        .invalid()
        .send();
  }

  /** Makes a random graph of 2^{@code scale} vertices and sixteen times as many edges. */
  static Answer generate(ServiceClient client, String name, int scale) {
    return client.post(
        "/v1/graphs",
        "{\"name\": \"%s\", \"generate\": {\"kind\": \"rmat\", \"scale\": %d, \"seed\": 1}}"
            .formatted(name, scale));
  }

  static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
