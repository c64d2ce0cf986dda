package org.warpath.api.service.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.warpath.api.service.guard.GuardedService;
import org.warpath.api.service.http.Scope;
import org.warpath.api.service.store.Database;

/** Who may do what with which key, over HTTP. */
class AccessTest {
  @TempDir static Path folder;

  private static GuardedService service;
  private static String read;
  private static String write;
  private static String admin;

  @BeforeAll
  static void start() throws IOException {
    Path data = folder.resolve("data");
    try (Database database = Database.openShared(data)) {
      ApiKeys keys = new ApiKeys(database);
      read = keys.create("reader", Set.of(Scope.READ)).orElseThrow().secret();
      write = keys.create("writer", Set.of(Scope.WRITE)).orElseThrow().secret();
      admin = keys.create("boss", Set.of(Scope.ADMIN)).orElseThrow().secret();
    }
    service = new GuardedService(data, Map.of("security.keys", "required"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static HttpResponse<String> send(String method, String path, String body, String key)
      throws Exception {
    return service.send(method, path, body, "Authorization", "Bearer " + key);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/graphs, 200, 200, 200",
    "GET, /metrics, 200, 200, 200",
    "GET, /v1/engines, 200, 200, 200",
    "DELETE, /v1/graphs/none, 403, 404, 404",
    "GET, /v1/keys, 403, 403, 200",
    "DELETE, /v1/keys/none, 403, 403, 404",
    "GET, /healthz, 200, 200, 200",
    "GET, /nowhere, 404, 404, 404",
  })
  void aKeyAllowsWhatItsScopeSays(
      String method, String path, int reading, int writing, int administering) throws Exception {
    assertThat(send(method, path, "", read).statusCode()).isEqualTo(reading);
    assertThat(send(method, path, "", write).statusCode()).isEqualTo(writing);
    assertThat(send(method, path, "", admin).statusCode()).isEqualTo(administering);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/v1/graphs", "/v1/keys", "/metrics", "/v1/engines"})
  void withoutAKeyNothingIsTold(String path) throws Exception {
    HttpResponse<String> answer = service.get(path);

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer realm=\"warpath\"");
    assertThat(GuardedService.json(answer).get("type").asText())
        .isEqualTo("/problems/unauthenticated");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/healthz", "/readyz"})
  void healthIsOpen(String path) throws Exception {
    assertThat(service.get(path).statusCode()).isEqualTo(200);
  }

  @Test
  void aWrongKeyIsRefusedAndNotRepeated() throws Exception {
    String wrong = read.substring(0, read.length() - 1) + (read.endsWith("0") ? "1" : "0");
    for (String authorization :
        new String[] {
          "Bearer " + wrong, "Bearer x", "Bearer", "Basic " + read, read, "Bearer " + read + " x"
        }) {
      HttpResponse<String> answer = service.get("/v1/graphs", "Authorization", authorization);

      assertThat(answer.statusCode()).as(authorization).isEqualTo(401);
      assertThat(answer.headers().firstValue("WWW-Authenticate"))
          .hasValue("Bearer realm=\"warpath\", error=\"invalid_token\"");
      assertThat(answer.body()).doesNotContain(wrong).doesNotContain(read);
    }
  }

  @Test
  void theSchemeIsTakenInAnyCase() throws Exception {
    assertThat(service.get("/v1/graphs", "Authorization", "bearer " + read).statusCode())
        .isEqualTo(200);
  }

  @Test
  void tooSmallAScopeIsTold() throws Exception {
    HttpResponse<String> answer = send("DELETE", "/v1/graphs/none", "", read);

    assertThat(answer.headers().firstValue("WWW-Authenticate"))
        .hasValue("Bearer realm=\"warpath\", error=\"insufficient_scope\", scope=\"write\"");
    assertThat(GuardedService.json(answer).get("detail").asText())
        .isEqualTo("this asks for scope write, the key \"reader\" has read");
  }

  @Test
  void keysAreMadeListedAndRevoked() throws Exception {
    HttpResponse<String> made =
        send("POST", "/v1/keys", "{\"name\": \"new\", \"scopes\": [\"read\", \"write\"]}", admin);
    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(made.headers().firstValue("Cache-Control")).hasValue("no-store");
    JsonNode key = GuardedService.json(made);
    assertThat(key.get("scopes").toString()).isEqualTo("[\"read\",\"write\"]");
    String secret = key.get("key").asText();
    assertThat(send("GET", "/v1/graphs", "", secret).statusCode()).isEqualTo(200);

    HttpResponse<String> list = send("GET", "/v1/keys", "", admin);
    assertThat(GuardedService.json(list).get("keys").findValuesAsText("name"))
        .containsExactly("boss", "new", "reader", "writer");
    assertThat(list.body()).doesNotContain(secret.substring(20)).doesNotContain("hash");

    HttpResponse<String> revoked = send("DELETE", "/v1/keys/" + key.get("id").asText(), "", admin);
    assertThat(revoked.statusCode()).isEqualTo(204);
    assertThat(send("GET", "/v1/graphs", "", secret).statusCode()).isEqualTo(401);
  }

  @Test
  void aNameThatIsTakenIsSaid() throws Exception {
    HttpResponse<String> answer =
        send("POST", "/v1/keys", "{\"name\": \"reader\", \"scopes\": [\"read\"]}", admin);

    assertThat(answer.statusCode()).isEqualTo(409);
    assertThat(GuardedService.json(answer).get("type").asText()).isEqualTo("/problems/key-exists");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\": \"x\"}",
        "{\"scopes\": [\"read\"]}",
        "{\"name\": \"x\", \"scopes\": []}",
        "{\"name\": \"x\", \"scopes\": [null]}",
        "{\"name\": \"x\", \"scopes\": [\"open\"]}",
        "{\"name\": \"x\", \"scopes\": [\"root\"]}",
        "{\"name\": \"x\", \"scopes\": \"read\"}",
        "{\"name\": \"x\", \"scopes\": [\"read\", \"read\", \"read\", \"read\"]}",
        "{\"name\": \"../x\", \"scopes\": [\"read\"]}",
        "{\"name\": \"x\\u0000\", \"scopes\": [\"read\"]}",
        "{\"name\": \"x\", \"scopes\": [\"read\"], \"admin\": true}",
      })
  void whatIsNoKeyIsNotMade(String body) throws Exception {
    HttpResponse<String> answer = send("POST", "/v1/keys", body, admin);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    assertThat(GuardedService.json(send("GET", "/v1/keys", "", admin)).get("keys"))
        .noneMatch(key -> key.get("name").asText().contains("x"));
  }

  @Test
  void pagesOfOthersMayAskOnlyWithAKeyInHand() throws Exception {
    HttpResponse<String> answer =
        service.get(
            "/v1/graphs", "Authorization", "Bearer " + read, "Origin", "https://elsewhere.org");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
  }

  @Test
  void onAnotherAddressThereMustBeAKey() throws IOException {
    Path data = folder.resolve("without keys");

    assertThatThrownBy(() -> new GuardedService(data, Map.of("host", "0.0.0.0")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "requests to 0.0.0.0 need API keys, and there is none yet; make one: ./warpath keys create --data %s --name NAME --scopes read,write,admin",
            data);

    String key;
    try (Database database = Database.openShared(data)) {
      key = new ApiKeys(database).create("a", Set.of(Scope.READ)).orElseThrow().secret();
    }
    try (GuardedService reachable = new GuardedService(data, Map.of("host", "0.0.0.0"))) {
      assertThat(reachable.get("/v1/graphs").statusCode()).isEqualTo(401);
      assertThat(reachable.get("/v1/graphs", "Authorization", "Bearer " + key).statusCode())
          .isEqualTo(200);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void onAnotherAddressKeysCanBeTurnedOff() throws Exception {
    try (GuardedService reachable =
        new GuardedService(
            folder.resolve("off"), Map.of("host", "0.0.0.0", "security.keys", "off"))) {
      assertThat(reachable.get("/v1/graphs").statusCode()).isEqualTo(200);
      assertThat(reachable.raw("GET", "/v1/graphs", "Host: evil.org").status()).isEqualTo(403);
    }
  }

  @Test
  void onLoopbackNoKeyIsAskedFor() throws Exception {
    try (GuardedService own = new GuardedService(folder.resolve("own"), Map.of())) {
      assertThat(own.get("/v1/keys").statusCode()).isEqualTo(200);
      assertThat(own.get("/v1/graphs", "Authorization", "Bearer wp_stale").statusCode())
          .isEqualTo(200);
    }
  }
}
