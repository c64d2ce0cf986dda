package org.warpath.api.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;
import org.warpath.api.service.config.ServiceConfig;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.contract.ServiceClient;
import org.warpath.api.service.http.Scope;
import org.warpath.api.service.keys.ApiKeys;
import org.warpath.api.service.store.Database;

/** The page before a service that asks for API keys. */
final class KeyBrowserTest extends BrowserTest {
  @RegisterExtension
  static final RunningService GUARDED = RunningService.with(KeyBrowserTest::guarded);

  private static String reading = "";
  private static String writing = "";

  // A service that needs keys does not start without one.
  private static ServiceConfig guarded(ServiceConfig config) {
    try (Database database = Database.openShared(config.data())) {
      ApiKeys keys = new ApiKeys(database);
      reading = keys.create("reader", Set.of(Scope.READ)).orElseThrow().secret();
      writing = keys.create("writer", Set.of(Scope.WRITE)).orElseThrow().secret();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return config
        .withSamples(false)
        .withSecurity(
            new ServiceConfig.Security(
                ServiceConfig.Keys.REQUIRED, Optional.empty(), List.of(), List.of()));
  }

  @BeforeAll
  static void makeAGraph() {
    client()
        .post("/v1/graphs", "{\"name\":\"ring\",\"generate\":{\"kind\":\"cycle\",\"vertices\":9}}")
        .expect(201);
  }

  @BeforeEach
  void forgetTheKey() {
    expectRefusals();
    browser().driver().get(GUARDED.uri() + "/docs");
    browser().script("sessionStorage.clear()");
  }

  @Test
  void asksForAKeyAndKeepsItForTheTab() throws Exception {
    open("");
    browser().read("#key-reason", "an API key is needed");
    browser().type(Keys.ESCAPE);
    browser().read("#start-failure", "an API key is needed");
    browser().click("#start-failure button");
    browser().see("#key-dialog");
    browser().type("wp_wrong", Keys.ENTER);
    browser().read("#key-reason", "unknown or revoked");
    browser().type(reading, Keys.ENTER); // what was there is selected
    browser().see("#explore[data-settled=true]");
    assertThat(browser().all("#neighbourhood .vertex")).hasSize(9);

    browser().driver().navigate().refresh();
    browser().see("#explore[data-settled=true]");
    String line = curlLine("#explore-curl", "PageRank");
    assertThat(line).doesNotContain(reading);
    assertSent(line, Map.of("WARPATH_KEY", reading));

    browser().click("#key");
    browser().see("#key-dialog [name=key]").clear();
    browser().click("#key-dialog [value=save]");
    browser().see("#key-dialog");
    assertThat(browser().script("return sessionStorage.getItem('warpath-key')")).isEqualTo("");
  }

  @Test
  void saysWhatAKeyDoesNotAllow() {
    openWith(reading, "panel=graphs");
    browser().click("[aria-label='Delete ring']");
    browser().click("#confirm-yes");
    browser().read("#graphs-detail [role=alert]", "scope write");
    client().get("/v1/graphs/ring").expect(200);
  }

  @Test
  void followsAJobWithTheKey() throws Exception {
    openWith(writing, "panel=ranking");
    browser().click("#ranking-job");
    browser().read("#job-detail .state", "done");
    browser().see("#job-detail table");
    assertSent(curlLine("#job-detail", "Result"), Map.of("WARPATH_KEY", writing));
    assertThat(browser().sent())
        .filteredOn(sent -> sent.url().endsWith("/events"))
        .isNotEmpty()
        .allSatisfy(
            sent -> assertThat(sent.headers()).containsEntry("authorization", "Bearer " + writing));
  }

  private static ServiceClient client() {
    return GUARDED.client().withKey(writing);
  }

  private void open(String state) {
    browser().driver().get("about:blank");
    browser().driver().get(GUARDED.uri() + "/#" + state);
  }

  private void openWith(String key, String state) {
    browser().script("sessionStorage.setItem('warpath-key', arguments[0])", key);
    open(state);
  }
}
