package org.warpath.api.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.api.service.Service;
import org.warpath.api.service.config.ServiceConfig;

/** The page's files over real HTTP. */
final class WebPageTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();
  private static Service service;

  @BeforeAll
  static void start(@TempDir Path data) throws IOException {
    service =
        Service.start(ServiceConfig.defaults(data).withAddress("127.0.0.1", 0).withSamples(false));
  }

  @AfterAll
  static void stop() {
    service.close();
    CLIENT.close();
  }

  @ParameterizedTest
  @CsvSource({
    "/, text/html",
    "/docs, text/html",
    "/openapi.yaml, application/yaml",
    "/assets/js/main.js, text/javascript",
    "/assets/css/base.css, text/css",
    "/assets/logo.svg, image/svg+xml",
    "/assets/vendor/@fontsource-variable/inter/inter-latin-wght-normal.woff2, font/woff2",
    "/assets/vendor/d3-zoom/LICENSE, text/plain",
  })
  void servesFilesWithTheirContentType(String path, String contentType) throws Exception {
    HttpResponse<byte[]> response = get(path);
    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(header(response, "Content-Type")).startsWith(contentType);
    assertThat(header(response, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(response, "Referrer-Policy")).isEqualTo("same-origin");
    assertThat(response.body()).isNotEmpty();
  }

  @Test
  void allowsNothingFromElsewhereAndNoMarkupOutOfText() throws Exception {
    assertThat(header(get("/"), "Content-Security-Policy"))
        .contains("default-src 'self'", "frame-ancestors 'none'", "require-trusted-types-for")
        .doesNotContain("unsafe", "data:", "http:", "https:");
    assertThat(header(get("/docs"), "Content-Security-Policy"))
        .contains("default-src 'self'")
        .doesNotContain("unsafe", "http:", "https:");
  }

  @Test
  void theDocumentIsTheContractItself() throws Exception {
    try (var in = WebPage.class.getResourceAsStream("/org/warpath/api/service/openapi.yaml")) {
      assertThat(in).isNotNull();
      assertThat(get("/openapi.yaml").body()).isEqualTo(in.readAllBytes());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/assets/../openapi.yaml",
        "/assets/../../service/openapi.yaml",
        "/assets/%2e%2e/service/openapi.yaml",
        "/assets/..%2fservice%2fopenapi.yaml",
        "/assets/%2e%2e%2fservice%2fopenapi.yaml",
        "/assets/js/..%2f..%2f..%2fservice%2fopenapi.yaml",
        "/assets/..%5cservice%5copenapi.yaml",
        "/assets/%252e%252e/service/openapi.yaml",
        "/assets/%2forg%2fwarpath%2fapi%2fservice%2fopenapi.yaml",
        "/assets/..;/service/openapi.yaml",
        "/assets/js/main.js%00.css",
        "/assets//etc/passwd",
        "/assets/",
        "/assets/js",
        "/assets/js/",
        "/assets/vendor",
        "/assets/vendor/SHA256SUMS",
        "/assets/none.js",
      })
  void nothingElseIsServed(String target) throws Exception {
    // A client of the usual kind would tidy these up before it sends them.
    String response = raw(target);
    assertThat(response).startsWith("HTTP/1.1 4").doesNotContain("openapi: 3", "root:");
  }

  @Test
  void packsWhereAskedTo() throws Exception {
    HttpResponse<byte[]> plain = get("/assets/js/main.js");
    HttpResponse<byte[]> packed = get("/assets/js/main.js", "Accept-Encoding", "br, gzip;q=0.5");
    assertThat(plain.headers().firstValue("Content-Encoding")).isEmpty();
    assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(packed, "Vary")).contains("Accept-Encoding");
    assertThat(packed.body().length).isLessThan(plain.body().length);
    try (var in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
      assertThat(in.readAllBytes()).isEqualTo(plain.body());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip;q=0", "br"})
  void doesNotPackWhereNotAskedTo(String accepted) throws Exception {
    HttpResponse<byte[]> response = get("/assets/js/main.js", "Accept-Encoding", accepted);
    assertThat(response.headers().firstValue("Content-Encoding")).isEmpty();
  }

  @Test
  void sendsNothingTwice() throws Exception {
    String tag = header(get("/assets/js/main.js"), "ETag");
    assertThat(tag).startsWith("\"");
    for (String known : new String[] {tag, "W/" + tag, "\"other\", " + tag, "*"}) {
      HttpResponse<byte[]> again = get("/assets/js/main.js", "If-None-Match", known);
      assertThat(again.statusCode()).as(known).isEqualTo(304);
      assertThat(again.body()).isEmpty();
      assertThat(header(again, "ETag")).isEqualTo(tag);
    }
    assertThat(get("/assets/js/main.js", "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
    assertThat(header(get("/assets/js/main.js"), "Cache-Control")).isEqualTo("no-cache");
  }

  @Test
  void packedAndPlainHaveTagsOfTheirOwn() throws Exception {
    String plain = header(get("/assets/js/main.js"), "ETag");
    String packed = header(get("/assets/js/main.js", "Accept-Encoding", "gzip"), "ETag");
    assertThat(packed).isNotEqualTo(plain);
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static HttpResponse<byte[]> get(String path, String... headers) throws Exception {
    URI uri = URI.create("http://127.0.0.1:" + service.port() + path);
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    if (headers.length > 0) {
      request.headers(headers);
    }
    return CLIENT.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String raw(String target) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), service.port())) {
      String request = "GET " + target + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }
}
