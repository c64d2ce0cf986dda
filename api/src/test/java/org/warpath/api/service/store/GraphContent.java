package org.warpath.api.service.store;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.warpath.api.service.contract.ServiceClient;

/**
 * What graphs are made of in these tests, under whatever name.
 *
 * @param key what it is called here
 * @param generate the parameters of a synthetic graph; null if it is a file
 * @param file lines of edges; empty if it is synthetic
 */
record GraphContent(String key, @Nullable String generate, String file) {
  private static final String BOUNDARY = "crash-test-boundary";

  /** Small ones, and one that takes its time. */
  static List<GraphContent> all() {
    return List.of(
        generated("rmat", "{\"kind\": \"rmat\", \"scale\": 8, \"seed\": 3}"),
        generated("grid", "{\"kind\": \"grid\", \"rows\": 20, \"columns\": 15}"),
        generated("large", "{\"kind\": \"rmat\", \"scale\": 13, \"seed\": 7, \"weights\": [1, 9]}"),
        new GraphContent("numbers", null, edges(1500, "%d %d %d%n")),
        new GraphContent("names", null, edges(400, "Vertex %d,Vertex %d,%d%n")));
  }

  private static GraphContent generated(String key, String parameters) {
    return new GraphContent(key, parameters, "");
  }

  private static String edges(int count, String line) {
    Random random = new Random(count);
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < count; i++) {
      lines.append(line.formatted(random.nextInt(200), random.nextInt(200), 1 + random.nextInt(9)));
    }
    return lines.toString();
  }

  /**
   * The request that adds it as {@code name}.
   *
   * @param multipart whether a file goes as a form
   */
  ServiceClient.Request addTo(ServiceClient client, String name, boolean multipart) {
    if (generate != null) {
      return client
          .request("POST", "/v1/graphs")
          .json("{\"name\": \"%s\", \"generate\": %s}".formatted(name, generate));
    }
    if (multipart) {
      return client
          .request("POST", "/v1/graphs")
          .body("multipart/form-data; boundary=" + BOUNDARY, form(name));
    }
    return client
        .request("POST", "/v1/graphs?format=edges&name=" + name)
        .body("application/octet-stream", file.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] form(String name) {
    String text =
        part("name", "", name)
            + part("format", "", "edges")
            + part("file", "; filename=\"edges.txt\"", file)
            + "--"
            + BOUNDARY
            + "--\r\n";
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String part(String name, String more, String value) {
    return "--%s\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n%s\r\n"
        .formatted(BOUNDARY, name, more, value);
  }
}
