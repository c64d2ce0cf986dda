package org.warpath.api.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.warpath.api.client.answer.ApiKey;
import org.warpath.api.client.answer.Engines;
import org.warpath.api.client.query.Shape;
import org.warpath.api.service.config.ServiceConfig;
import org.warpath.api.service.config.ServiceConfig.Keys;
import org.warpath.api.service.config.ServiceConfig.Security;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.http.Scope;
import org.warpath.api.service.keys.ApiKeys;
import org.warpath.api.service.store.Database;

/** Keys, health, metrics and engines of a service that asks for keys. */
class OperationsClientTest {
  @RegisterExtension
  static final RunningService SERVICE = RunningService.with(OperationsClientTest::askForKeys);

  private static String rootKey = "";
  private static WarpathClient anyone;
  private static WarpathClient admin;

  /** The first key is made in the data folder: nobody could ask the service for it. */
  private static ServiceConfig askForKeys(ServiceConfig config) {
    try (Database database = Database.openShared(config.data())) {
      rootKey = new ApiKeys(database).create("root", Set.of(Scope.ADMIN)).orElseThrow().secret();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return config
        .withSamples(false)
        .withSecurity(new Security(Keys.REQUIRED, Optional.empty(), List.of(), List.of()));
  }

  @BeforeAll
  static void connect() {
    anyone = WarpathClient.connect(SERVICE.uri());
    admin = anyone.withKey(rootKey);
  }

  @AfterAll
  static void close() {
    anyone.close();
  }

  @Test
  void aKeyOpensWhatItsScopesSay() {
    WarpathException closed =
        catchThrowableOfType(WarpathException.class, () -> anyone.graphs().list());
    assertThat(closed.status()).isEqualTo(401);
    assertThat(closed.type()).isEqualTo("/problems/unauthenticated");

    ApiKey key = admin.keys().create("reader", Set.of(ApiKey.Scope.READ));
    assertThat(key.key()).isNotEmpty();
    WarpathClient reader = anyone.withKey(String.valueOf(key.key()));
    assertThat(reader.graphs().list()).isEmpty();
    WarpathException forbidden =
        catchThrowableOfType(
            WarpathException.class, () -> reader.graphs().generate("g", Shape.path(2)));
    assertThat(forbidden.status()).isEqualTo(403);

    assertThat(admin.keys().list())
        .anySatisfy(listed -> {
          assertThat(listed.id()).isEqualTo(key.id());
          assertThat(listed.name()).isEqualTo("reader");
          assertThat(listed.scopes()).containsExactly(ApiKey.Scope.READ);
          assertThat(listed.key()).isNull();
        });
    admin.keys().revoke(key.id());
    WarpathException revoked =
        catchThrowableOfType(WarpathException.class, () -> reader.graphs().list());
    assertThat(revoked.status()).isEqualTo(401);
  }

  @Test
  void healthAndTheContractNeedNoKey() {
    assertThat(anyone.healthy()).isTrue();
    assertThat(anyone.ready()).isTrue();
    assertThat(anyone.openapi()).startsWith("openapi: 3.1.0");
  }

  @Test
  void metrics() {
    admin.graphs().list();
    assertThat(admin.metrics()).contains("# TYPE");
  }

  @Test
  void engines() {
    Engines engines = admin.engines();
    assertThat(engines.cpu().threads()).isPositive();
    assertThat(engines.cpu().totalBytes()).isGreaterThan(engines.cpu().freeBytes());
    assertThat(engines.cpu().maxHeapBytes()).isGreaterThanOrEqualTo(engines.cpu().heapBytes());
    assertThat(engines.selected()).isNotEmpty();
    assertThat(engines.reason()).isNotEmpty();
    assertThat(engines.version()).isNotEmpty();
    if (!engines.cuda().available()) {
      assertThat(engines.cuda().reason()).isNotEmpty();
      assertThat(engines.selected()).startsWith("cpu");
    }
  }
}
