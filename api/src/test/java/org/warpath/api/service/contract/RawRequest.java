package org.warpath.api.service.contract;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A request of HTTP/1.1, whatever it holds.
 *
 * @param method the first word
 * @param target the second
 * @param headers besides {@code Host} and those that frame the body
 * @param body empty for none
 * @param chunked whether the body goes in chunks, instead of with its length
 */
public record RawRequest(
    String method, String target, List<Header> headers, byte[] body, boolean chunked) {
  private static final int CHUNK = 1000;

  /** A header. */
  public record Header(String name, String value) {}

  /** This request for another target. */
  public RawRequest withTarget(String other) {
    return new RawRequest(method, other, headers, body, chunked);
  }

  /** Whether it asks the server to close the connection. */
  public boolean closes() {
    return headers.contains(new Header("Connection", "close"));
  }

  /** As it goes over the wire. */
  public byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    StringBuilder head =
        new StringBuilder("%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\n".formatted(method, target));
    headers.forEach(header -> head.append("%s: %s\r\n".formatted(header.name(), header.value())));
    if (chunked) {
      head.append("Transfer-Encoding: chunked\r\n");
    } else if (body.length > 0) {
      head.append("Content-Length: %d\r\n".formatted(body.length));
    }
    write(out, head.append("\r\n").toString());
    if (chunked) {
      writeChunks(out);
    } else {
      out.writeBytes(body);
    }
    return out.toByteArray();
  }

  private void writeChunks(ByteArrayOutputStream out) {
    for (int start = 0; start < body.length; start += CHUNK) {
      int length = Math.min(CHUNK, body.length - start);
      write(out, Integer.toHexString(length) + "\r\n");
      out.write(body, start, length);
      write(out, "\r\n");
    }
    write(out, "0\r\n\r\n");
  }

  private static void write(ByteArrayOutputStream out, String text) {
    out.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** This request with its response. */
  public Exchange exchange(RawResponse response) {
    Map<String, List<String>> grouped =
        headers.stream()
            .collect(
                Collectors.groupingBy(
                    Header::name, Collectors.mapping(Header::value, Collectors.toList())));
    return new Exchange(
        method, target, grouped, body, response.status(), response.headers(), response.body());
  }

  @Override
  public String toString() {
    String text = new String(bytes(), StandardCharsets.ISO_8859_1);
    StringBuilder shown = new StringBuilder();
    text.chars()
        .limit(3000)
        .forEach(c ->
            shown.append(
                (c >= ' ' && c < 127) || c == '\n'
                    ? String.valueOf((char) c)
                    : "\\x%02x".formatted(c)));
    return shown + (text.length() > 3000 ? "… (" + text.length() + " bytes)" : "");
  }
}
