package org.warpath.api.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A connection on which a test sends what no HTTP client would. */
public final class RawHttp implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 20_000;

  private final Socket socket;

  /**
   * An answer as it came.
   *
   * @param head status line and fields
   * @param body what followed
   */
  public record Answer(String head, String body) {
    public int status() {
      assertThat(head).as("an answer").matches("(?s)HTTP/1\\.1 \\d{3}.*");
      return Integer.parseInt(head.substring(9, 12));
    }

    /** The body, which must be a problem with the answer's own status and request id. */
    public JsonNode problem() throws IOException {
      assertThat(head).containsIgnoringCase("Content-Type: application/problem+json");
      JsonNode problem = Json.MAPPER.readTree(body);
      assertThat(problem.get("status").asInt()).isEqualTo(status());
      assertThat(head).containsIgnoringCase("X-Request-Id: " + problem.get("requestId").asText());
      return problem;
    }
  }

  public RawHttp(int port) throws IOException {
    socket = new Socket(InetAddress.getLoopbackAddress(), port);
    socket.setSoTimeout(TIMEOUT_MILLIS);
  }

  /** Sends one request, whose connection the server must close, and reads the answer. */
  public static Answer exchange(int port, String request) throws IOException {
    try (RawHttp connection = new RawHttp(port)) {
      return connection.send(request).answer();
    }
  }

  /** A request without a body on a connection that ends with it. */
  public static String get(String path, String... fields) {
    return request("GET", path, "", fields);
  }

  public static String request(String method, String path, String body, String... fields) {
    StringBuilder text = new StringBuilder(method + " " + path + " HTTP/1.1\r\n");
    for (String field : fields) {
      text.append(field).append("\r\n");
    }
    if (!String.join(" ", fields).contains("Host:")) {
      text.append("Host: localhost\r\n");
    }
    if (!body.isEmpty()) {
      text.append("Content-Type: application/json\r\nContent-Length: ");
      text.append(body.length()).append("\r\n");
    }
    return text.append("Connection: close\r\n\r\n").append(body).toString();
  }

  public RawHttp send(String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    return this;
  }

  /** Reads until the server closes. */
  public Answer answer() throws IOException {
    String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int end = all.indexOf("\r\n\r\n");
    return end < 0 ? new Answer(all, "") : new Answer(all.substring(0, end), body(all, end + 4));
  }

  /** Reads one answer with a Content-Length; the connection may stay open. */
  public Answer answerOfOne() throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = read();
      if (next < 0) {
        return new Answer(head.toString(), "");
      }
      head.append((char) next);
    }
    Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
    int bytes = length.find() ? Integer.parseInt(length.group(1)) : 0;
    byte[] body = socket.getInputStream().readNBytes(bytes);
    return new Answer(head.toString().strip(), new String(body, StandardCharsets.UTF_8));
  }

  private static String body(String all, int start) {
    String body = all.substring(start);
    return all.toLowerCase(java.util.Locale.ROOT).contains("transfer-encoding: chunked")
        ? body.replaceAll("(?m)^[0-9a-f]+\r\n|\r\n", "")
        : body;
  }

  /** Whether something has come that was not read yet. */
  public boolean hasAnswer() throws IOException {
    return socket.getInputStream().available() > 0;
  }

  /** Reads what is there of the next byte; −1 if the server closed. */
  public int read() throws IOException {
    return socket.getInputStream().read();
  }

  /** Reads and forgets so many bytes, or fewer if the server closes. */
  public void skip(int bytes) throws IOException {
    socket.getInputStream().readNBytes(bytes);
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
