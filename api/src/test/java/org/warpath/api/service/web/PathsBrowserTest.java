package org.warpath.api.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The shortest and the widest path between two articles. */
final class PathsBrowserTest extends BrowserTest {

  @Test
  void findsThePathBetweenTwoArticlesThatAreTyped() {
    browser().open("panel=paths");
    browser().read("#paths-result", "Choose where the path begins");
    browser().see("#from").sendKeys("Berln");
    browser().see("#from-options [role=option]");
    browser().type(Keys.ENTER);
    browser().until("take Berlin", () -> browser().state().contains("from=Berlin") ? true : null);
    // Left without Enter, the field takes the first suggestion.
    browser().see("#to").sendKeys("Zebra", Keys.TAB);
    browser().read("#paths-result .total", "Distance");
    assertThat(browser().state()).contains("from=Berlin", "to=Zebra");
  }

  @ParameterizedTest
  @CsvSource({
    "shortest, weights, sssp, Distance",
    "shortest, links, bfs, links",
    "widest, weights, widest, Width",
  })
  void drawsAndListsThePathThatTheServerFound(
      String kind, String measure, String algorithm, String total) throws Exception {
    browser().open("panel=paths&from=Berlin&to=Zebra&kind=" + kind + "&measure=" + measure);
    browser().read("#paths-result .total", total);
    JsonNode path =
        browser()
            .client()
            .post(
                "/v1/graphs/simplewiki/" + algorithm,
                "{\"source\":\"Berlin\",\"target\":\"Zebra\"}")
            .expect(200)
            .json()
            .path("path");
    List<String> names = new ArrayList<>();
    path.path("steps").forEach(step -> names.add(step.path("name").asText()));

    assertThat(names).hasSizeGreaterThan(2).startsWith("Berlin").endsWith("Zebra");
    assertThat(browser().texts(".path-list a")).isEqualTo(names);
    assertThat(browser().texts(".path-drawing a title")).isEqualTo(names);
    assertThat(browser().texts(".path-list small"))
        .hasSize(measure.equals("links") ? 0 : names.size() - 1);
    if (!measure.equals("links")) {
      assertThat(browser().texts(".path-drawing .weight")).hasSize(names.size() - 1);
      assertThat(browser().texts("#paths-result .total").getFirst())
          .contains(" " + path.path("total").asInt() + ",");
    }
    assertSent(curlLine("#paths-curl", kind.equals("widest") ? "Widest path" : "Shortest path"));
  }

  @Test
  void switchesKindAndMeasureAndSwapsTheEnds() {
    browser().open("panel=paths&from=Berlin&to=Zebra");
    browser().read("#paths-result .total", "Distance");
    browser().script("document.querySelector('#paths-form [value=widest]').click()");
    browser().read("#paths-result .total", "Width");
    browser().script("document.querySelector('#paths-form [value=links]').click()");
    browser().read("#paths-note", "any way is as wide");
    browser().script("document.querySelector('#paths-form [value=shortest]').click()");
    browser().read("#paths-result .total", "links");
    browser().click("#swap");
    browser().until("swap", () -> browser().state().contains("from=Zebra") ? true : null);
    assertThat(browser().see("#to").getDomProperty("value")).isEqualTo("Berlin");
    browser().driver().navigate().back();
    browser()
        .until(
            "be back",
            () -> "Berlin".equals(browser().see("#from").getDomProperty("value")) ? true : null);
  }

  @Test
  void saysWhenNoPathLeadsThere() {
    browser()
        .client()
        .post("/v1/graphs", "{\"name\":\"oneway\",\"generate\":{\"kind\":\"path\",\"vertices\":5}}")
        .expect(201);
    try {
      browser().open("panel=paths&graph=oneway&from=%234&to=%230");
      browser().read("#paths-result", "No path leads from #4 to #0.");
      assertThat(browser().texts("#paths-note").getFirst()).contains("oneway has no weights");
      browser().click("#paths-result a");
      browser().read("#paths-result .total", "4 links");
    } finally {
      browser().client().delete("/v1/graphs/oneway").expect(204);
    }
  }

  @Test
  void leadsToTheArticlesOnTheWay() {
    browser().open("panel=paths&from=Berlin&to=Zebra&measure=links");
    browser().read("#paths-result .total", "links");
    String second = browser().texts(".path-list a").get(1);
    browser().script("document.querySelectorAll('.path-drawing a')[1].focus()");
    browser().type(Keys.ENTER);
    browser().read("#explore-title", second);
  }
}
