package org.warpath.api.service.guard;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.warpath.api.service.Service;
import org.warpath.api.service.config.ConfigReader;
import org.warpath.api.service.http.RawHttp;

/** A service without graphs on any free port, with settings as a file would have them. */
public final class GuardedService implements AutoCloseable {
  private final Service service;
  private final HttpClient client = HttpClient.newHttpClient();

  public GuardedService(Path data, Map<String, String> settings) throws IOException {
    Map<String, String> all = new HashMap<>(settings);
    all.putIfAbsent("port", "0");
    all.put("data", data.toString());
    all.put("samples", "false");
    service = Service.start(ConfigReader.read(null, Map.of(), all));
  }

  public int port() {
    return service.port();
  }

  /** Sends what {@link RawHttp#request} makes of this. */
  public RawHttp.Answer raw(String method, String path, String... fields) throws IOException {
    return RawHttp.exchange(port(), RawHttp.request(method, path, "", fields));
  }

  /** A request with headers, {@code name, value, name, value}. */
  public HttpResponse<String> send(String method, String path, String body, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofString());
  }

  public HttpResponse<String> get(String path, String... headers)
      throws IOException, InterruptedException {
    return send("GET", path, "", headers);
  }

  public static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }

  @Override
  public void close() {
    client.shutdownNow();
    service.close();
  }
}
