package org.warpath.api.service.contract;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * A response of HTTP/1.1, read byte by byte as it came.
 *
 * @param status of the final response
 * @param headers by name, whatever its case
 * @param body unpacked, without the framing of chunks
 */
public record RawResponse(int status, Map<String, List<String>> headers, byte[] body) {
  /**
   * Reads one response, passing over interim ones.
   *
   * @param method of the request, which tells whether there is a body
   * @throws EOFException if the server closed instead of answering, or within the answer
   */
  static RawResponse read(InputStream in, String method) throws IOException {
    String statusLine = line(in);
    if (!statusLine.matches("HTTP/1[.]1 [1-5][0-9][0-9]( .*)?")) {
      throw new IOException("no status line: " + statusLine);
    }
    int status = Integer.parseInt(statusLine.substring(9, 12));
    Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      int colon = line.indexOf(':');
      headers
          .computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
          .add(line.substring(colon + 1).strip());
    }
    if (status < 200) {
      return read(in, method);
    }
    boolean bodiless = method.equals("HEAD") || status == 204 || status == 304;
    byte[] body = bodiless ? new byte[0] : body(in, headers);
    return new RawResponse(status, headers, unpacked(headers, body));
  }

  private static byte[] body(InputStream in, Map<String, List<String>> headers) throws IOException {
    if (headers.containsKey("Transfer-Encoding")) {
      return chunks(in);
    }
    if (headers.containsKey("Content-Length")) {
      return exactly(in, Integer.parseInt(headers.get("Content-Length").getFirst()));
    }
    return in.readAllBytes();
  }

  private static byte[] unpacked(Map<String, List<String>> headers, byte[] body)
      throws IOException {
    if (body.length == 0 || !headers.getOrDefault("Content-Encoding", List.of()).contains("gzip")) {
      return body;
    }
    try (InputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(body))) {
      return unpacked.readAllBytes();
    }
  }

  private static byte[] chunks(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (int size = chunkSize(in); size > 0; size = chunkSize(in)) {
      body.writeBytes(exactly(in, size));
      line(in);
    }
    line(in);
    return body.toByteArray();
  }

  private static int chunkSize(InputStream in) throws IOException {
    return Integer.parseInt(line(in), 16);
  }

  private static byte[] exactly(InputStream in, int size) throws IOException {
    byte[] bytes = in.readNBytes(size);
    if (bytes.length < size) {
      throw new EOFException("the answer ended after %d of %d bytes".formatted(bytes.length, size));
    }
    return bytes;
  }

  private static String line(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0) {
        throw new EOFException("the connection ended after \"" + line + "\"");
      }
      line.write(b);
    }
    return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
  }

  /** The header's first value; empty if there is none. */
  public String header(String name) {
    return headers.getOrDefault(name, List.of("")).getFirst();
  }

  /** With the request that it answers. */
  public Exchange exchange(String method, String target) {
    return new Exchange(method, target, Map.of(), new byte[0], status, headers, body);
  }

  public String text() {
    return new String(body, StandardCharsets.UTF_8);
  }
}
