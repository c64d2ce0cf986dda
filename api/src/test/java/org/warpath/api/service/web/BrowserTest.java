package org.warpath.api.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.TestInstancePostProcessor;

/**
 * What somebody does with the page. One browser and one service serve all such tests, one after
 * another.
 */
@ExtendWith(BrowserTest.SharedBrowser.class)
abstract class BrowserTest {
  private @Nullable Browser shared;

  /** Whether this test lets the server refuse something, of which the console tells. */
  private boolean refusals;

  static final class SharedBrowser implements TestInstancePostProcessor {
    @Override
    public void postProcessTestInstance(Object test, ExtensionContext context) {
      ((BrowserTest) test).shared =
          context
              .getRoot()
              .getStore(Namespace.GLOBAL)
              .computeIfAbsent(Browser.class, type -> Browser.start(), Browser.class);
    }
  }

  final Browser browser() {
    if (shared == null) {
      throw new IllegalStateException("the extension gives every test its browser");
    }
    return shared;
  }

  final void expectRefusals() {
    refusals = true;
  }

  @BeforeEach
  void begin() {
    browser().reset();
  }

  @AfterEach
  void nothingWentWrongAndNobodyElseWasAsked() {
    assertThat(browser().errors())
        .as("the browser's console")
        .allSatisfy(error ->
            assertThat(refusals && error.contains("Failed to load resource")).as(error).isTrue());
    assertThat(browser().sent())
        .isNotEmpty()
        .extracting(Sent::url)
        .allMatch(url -> url.matches("(http://127\\.0\\.0\\.1:\\d+/|data:|blob:).*"));
  }

  /** The curl line under {@code label}, in the first of the places of that selector. */
  final String curlLine(String css, String label) {
    return browser()
        .until(
            "read the curl line of " + label,
            () -> {
              List<String> labels = browser().texts(css + " .curl > span");
              int index = labels.indexOf(label);
              return index < 0 ? null : browser().texts(css + " .curl code").get(index);
            });
  }

  /** Fails unless the page sent the very request that the line would send. */
  final void assertSent(String line) throws IOException, InterruptedException {
    assertSent(line, Map.of());
  }

  /** As above, in a shell with these variables. */
  final void assertSent(String line, Map<String, String> variables)
      throws IOException, InterruptedException {
    Sent curl = CurlLine.request(line, variables);
    assertThat(browser().sent())
        .as(line)
        .anySatisfy(sent -> {
          assertThat(sent.method()).isEqualTo(curl.method());
          assertThat(sent.url()).isEqualTo(curl.url());
          assertThat(sent.body()).isEqualTo(curl.body());
          for (String header : List.of("content-type", "prefer", "authorization", "accept")) {
            assertThat(sent.headers().get(header)).isEqualTo(curl.headers().get(header));
          }
        });
  }
}
