package org.warpath.api.service.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.api.service.http.RawHttp.Answer;

/** What web pages can and cannot make a browser do, as the browser sends it. */
class BrowserGuardTest {
  @TempDir static Path folder;

  private static GuardedService service;
  private static GuardedService open;

  @BeforeAll
  static void start() throws IOException {
    service = new GuardedService(folder.resolve("closed"), Map.of());
    open =
        new GuardedService(
            folder.resolve("open"),
            Map.of(
                "security.corsOrigins", "https://example.org,http://localhost:3000",
                "security.hosts", "warpath.example.org"));
  }

  @AfterAll
  static void stop() {
    service.close();
    open.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "localhost",
        "LocalHost:1",
        "127.0.0.1:8080",
        "127.5.5.5",
        "[::1]:80",
        "a.localhost"
      })
  void loopbackNamesAreAnswered(String host) throws IOException {
    assertThat(service.raw("GET", "/v1/graphs", "Host: " + host).status()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.example.org",
        "evil.example.org:8080",
        "localhost.evil.org",
        "127.0.0.1.evil.org",
        "192.0.2.7",
        "[2001:db8::1]:80",
        "warpath.example.org",
      })
  void otherNamesAreRefused(String host) throws IOException {
    for (String path : new String[] {"/v1/graphs", "/healthz", "/nowhere"}) {
      Answer answer = service.raw("GET", path, "Host: " + host);

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.problem().get("detail").asText())
          .startsWith("this service is not called " + host);
    }
  }

  @Test
  void configuredNamesAreAnswered() throws IOException {
    assertThat(open.raw("GET", "/v1/graphs", "Host: warpath.example.org:443").status())
        .isEqualTo(200);
    assertThat(open.raw("GET", "/v1/graphs", "Host: other.example.org").status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE"})
  void pagesOfOthersChangeNothing(String method) throws IOException {
    for (String origin : new String[] {"https://evil.org", "null", "http://localhost:3000"}) {
      Answer answer =
          service.raw(method, "/v1/graphs/x", "Host: localhost:8080", "Origin: " + origin);

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.problem().get("type").asText()).isEqualTo("/problems/forbidden");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://localhost:8080", "https://LOCALHOST:8080"})
  void pagesOfItsOwnMay(String origin) throws IOException {
    Answer answer =
        service.raw("DELETE", "/v1/graphs/x", "Host: localhost:8080", "Origin: " + origin);

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.problem().get("type").asText()).isEqualTo("/problems/unknown-graph");
  }

  @Test
  void readingIsNotForbiddenButNoOtherPageSeesTheAnswer() throws IOException {
    Answer answer = service.raw("GET", "/v1/graphs", "Origin: https://evil.org");

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.head()).doesNotContainIgnoringCase("Access-Control");
  }

  @Test
  void nothingIsAllowedInAdvanceByDefault() throws IOException {
    Answer answer =
        service.raw(
            "OPTIONS",
            "/v1/graphs",
            "Origin: https://example.org",
            "Access-Control-Request-Method: POST");

    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.head()).doesNotContainIgnoringCase("Access-Control");
  }

  @Test
  void configuredOriginsMayAskInAdvance() throws IOException {
    Answer answer =
        open.raw(
            "OPTIONS",
            "/v1/graphs/x/pagerank",
            "Origin: https://example.org",
            "Access-Control-Request-Method: POST",
            "Access-Control-Request-Headers: authorization, content-type");

    assertThat(answer.status()).isEqualTo(204);
    assertThat(answer.head())
        .contains(
            "Access-Control-Allow-Origin: https://example.org",
            "Access-Control-Allow-Methods: GET, HEAD, POST, PUT, DELETE",
            "Access-Control-Max-Age: 600",
            "Vary: Origin")
        .containsPattern("Access-Control-Allow-Headers: .*Authorization, Content-Type")
        .doesNotContain("Access-Control-Allow-Credentials");
  }

  @Test
  void configuredOriginsMayCall() throws IOException {
    Answer answer = open.raw("DELETE", "/v1/graphs/x", "Origin: http://localhost:3000");

    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.head())
        .contains("Access-Control-Allow-Origin: http://localhost:3000", "Vary: Origin")
        .containsPattern("Access-Control-Expose-Headers: .*X-Request-Id");
  }

  @Test
  void originsLikeConfiguredOnesMayNot() throws IOException {
    for (String origin : new String[] {"http://example.org", "https://example.org.evil.org"}) {
      Answer answer = open.raw("DELETE", "/v1/graphs/x", "Origin: " + origin);

      assertThat(answer.status()).isEqualTo(403);
      assertThat(answer.head()).doesNotContain("Access-Control-Allow-Origin").contains("Vary");
    }
  }
}
