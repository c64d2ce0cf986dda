package org.warpath.api.service.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.warpath.api.service.http.Scope;
import org.warpath.api.service.store.Database;

class ApiKeysTest {
  @TempDir Path data;

  private Database database;
  private ApiKeys keys;

  @BeforeEach
  void open() throws IOException {
    database = Database.openShared(data);
    keys = new ApiKeys(database);
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aKeyIsFoundByItsSecretAlone() {
    NewKey made = keys.create("ci", Set.of(Scope.READ, Scope.WRITE)).orElseThrow();

    assertThat(made.secret()).matches("wp_[0-9a-f]{16}_[0-9a-f]{64}");
    assertThat(keys.find(made.secret())).contains(made.key());
    assertThat(made.key().name()).isEqualTo("ci");
    assertThat(made.key().scopes()).containsExactlyInAnyOrder(Scope.READ, Scope.WRITE);
    assertThat(made.key().created())
        .isBetween(Instant.now().minus(1, ChronoUnit.MINUTES), Instant.now());
    for (int i = 0; i < made.secret().length(); i++) {
      char other = made.secret().charAt(i) == '0' ? '1' : '0';
      String wrong = made.secret().substring(0, i) + other + made.secret().substring(i + 1);
      assertThat(keys.find(wrong)).as(wrong).isEmpty();
    }
  }

  @Test
  void whatIsNoKeyIsFoundNowhere() {
    NewKey made = keys.create("ci", Set.of(Scope.READ)).orElseThrow();
    for (String text :
        new String[] {
          "",
          "wp_",
          "wp_' OR 1=1 --_x",
          made.key().id(),
          made.secret() + "0",
          " " + made.secret(),
          made.secret().toUpperCase(java.util.Locale.ROOT)
        }) {
      assertThat(keys.find(text)).as(text).isEmpty();
    }
  }

  @Test
  void noSecretIsKept() throws Exception {
    NewKey made = keys.create("ci", Set.of(Scope.ADMIN)).orElseThrow();
    String secretBits = made.secret().substring(made.secret().lastIndexOf('_') + 1);

    assertThat(made.toString()).doesNotContain(secretBits);
    assertThat(database.query("SELECT hash FROM keys", row -> row.getBytes(1)))
        .containsExactly(
            MessageDigest.getInstance("SHA-256")
                .digest(made.secret().getBytes(StandardCharsets.UTF_8)));
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        assertThat(Files.readString(file, StandardCharsets.ISO_8859_1)).doesNotContain(secretBits);
      }
    }
  }

  @Test
  void secretsDiffer() {
    Set<String> secrets = new HashSet<>();
    for (int i = 0; i < 100; i++) {
      secrets.add(keys.create("key-" + i, Set.of(Scope.READ)).orElseThrow().secret());
    }
    assertThat(secrets).hasSize(100);
  }

  @Test
  void aNameIsGivenOnce() {
    assertThat(keys.create("ci", Set.of(Scope.READ))).isPresent();
    assertThat(keys.create("ci", Set.of(Scope.READ))).isEmpty();
    assertThat(keys.list()).extracting(ApiKey::name).containsExactly("ci");
  }

  @Test
  void aRevokedKeyIsFoundNoMore() {
    NewKey made = keys.create("ci", Set.of(Scope.READ)).orElseThrow();
    assertThat(keys.find(made.secret())).isPresent();

    assertThat(keys.revoke(made.key().id())).isTrue();

    assertThat(keys.find(made.secret())).isEmpty();
    assertThat(keys.list()).isEmpty();
    assertThat(keys.revoke(made.key().id())).isFalse();
  }

  @Test
  void aKeyThatAnotherProcessRevokesIsFoundNoMoreInASecond() throws Exception {
    NewKey made = keys.create("ci", Set.of(Scope.READ)).orElseThrow();
    assertThat(keys.find(made.secret())).isPresent();
    try (Database other = Database.openShared(data)) {
      new ApiKeys(other).revoke(made.key().id());
    }

    Instant deadline = Instant.now().plusSeconds(10);
    while (keys.find(made.secret()).isPresent()) {
      assertThat(Instant.now()).isBefore(deadline);
      Thread.sleep(20);
    }
  }

  @Test
  void keysOutliveTheProcess() throws Exception {
    NewKey made = keys.create("ci", Set.of(Scope.WRITE)).orElseThrow();
    database.close();
    open();

    assertThat(keys.find(made.secret())).contains(made.key());
  }

  @Test
  void aScopeIncludesThoseBelow() {
    assertThat(granted(Scope.READ)).containsExactly(Scope.READ);
    assertThat(granted(Scope.WRITE)).containsExactly(Scope.READ, Scope.WRITE);
    assertThat(granted(Scope.ADMIN)).containsExactly(Scope.READ, Scope.WRITE, Scope.ADMIN);
    assertThatThrownBy(() -> granted(Scope.OPEN)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Set<Scope> granted(Scope scope) {
    return new ApiKey("id", "name", Set.of(scope), Instant.EPOCH).granted();
  }
}
