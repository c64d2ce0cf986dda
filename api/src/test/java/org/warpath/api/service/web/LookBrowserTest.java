package org.warpath.api.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Rectangle;

/** The frame: engines, colours, small screens, and the reference of the API. */
final class LookBrowserTest extends BrowserTest {

  @Test
  void tellsWhatComputesAndWhyNoGpuDoes() throws Exception {
    JsonNode engines = browser().client().get("/v1/engines").expect(200).json();
    browser().open("panel=engine");
    String text = browser().read("#engine-result", engines.path("selected").asText());
    assertThat(text).contains(engines.path("version").asText());
    if (engines.path("cuda").path("available").asBoolean()) {
      assertThat(text).contains(engines.path("cuda").path("device").asText());
    } else {
      assertThat(text).contains(engines.path("cuda").path("reason").asText());
    }
    assertSent(curlLine("#engine-curl", "Engines"));
  }

  @Test
  void isDarkWhereTheSystemIsAndAsOneChooses() {
    browser().media("dark", "reduce");
    browser().open("panel=graphs");
    browser().see("#graphs-detail canvas");
    // Again: Chromium may have taken another renderer for the page, which knows nothing of it.
    browser().media("dark", "reduce");
    browser().until("be dark", () -> brightness() < 60 ? true : null);
    browser().click("#theme");
    browser().until("be light", () -> brightness() > 200 ? true : null);
    browser().driver().navigate().refresh();
    browser().see("#graphs-detail canvas");
    browser().until("be light", () -> brightness() > 200 ? true : null);
    browser().media("light", "reduce");
    browser().click("#theme");
    browser().until("be dark", () -> brightness() < 60 ? true : null);
    browser().click("#theme");
    browser().until("be light", () -> brightness() > 200 ? true : null);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "panel=explore",
        "panel=explore&vertex=Berlin",
        "panel=paths&from=Berlin&to=Zebra",
        "panel=ranking&around=Berlin",
        "panel=graphs",
        "panel=networks",
        "panel=jobs",
        "panel=engine",
      })
  void fitsAPhone(String state) {
    browser().phone(360, 740);
    browser().open(state);
    browser()
        .until(
            "be done",
            () ->
                (browser().sees(".panel:not([hidden]) .curl")
                        && !browser().sees("[aria-busy=true]"))
                    ? true
                    : null);
    assertThat(browser().script("return document.documentElement.scrollWidth")).isEqualTo(360L);
    Rectangle link = browser().see("nav [aria-current]").getRect();
    assertThat(link.getX()).isNotNegative();
    assertThat(link.getX() + link.getWidth()).isLessThanOrEqualTo(360);
  }

  @Test
  void leadsThroughAllPanelsByKeyboard() {
    browser().open("");
    browser().see("#explore[data-settled=true]");
    for (String panel : new String[] {"paths", "ranking", "graphs", "networks", "jobs", "engine"}) {
      browser().pressUntilFocused(org.openqa.selenium.Keys.TAB, "nav [data-panel=" + panel + "]");
      browser().type(org.openqa.selenium.Keys.ENTER);
      browser().see("#" + panel);
      assertThat(browser().all(".panel:not([hidden])")).hasSize(1);
    }
  }

  @Test
  void saysWhenTheServerHasNoSuchGraph() {
    browser().open("graph=none");
    browser().read("#explore-status", "No graph is chosen");
  }

  @Test
  void theReferenceListsAllOperations() {
    browser().driver().get(browser().address("/docs"));
    browser().see("#operations-algorithms-pagerank");
    browser().click("#operations-algorithms-pagerank .opblock-summary-control");
    browser().read("#operations-algorithms-pagerank", "damping");
    assertThat(browser().all(".opblock")).hasSizeGreaterThan(50);
  }

  @Test
  void theReferenceFitsAPhoneAndIsDarkToo() {
    browser().phone(360, 740);
    browser().media("dark", "reduce");
    browser().driver().get(browser().address("/docs"));
    browser().see("#operations-algorithms-pagerank");
    assertThat(browser().script("return document.documentElement.scrollWidth")).isEqualTo(360L);
    browser().until("be dark", () -> brightness() < 60 ? true : null);
  }

  private int brightness() {
    String colour =
        browser().script("return getComputedStyle(document.body).backgroundColor").toString();
    return Integer.parseInt(colour.replaceFirst("^rgba?\\((\\d+),.*", "$1"));
  }
}
