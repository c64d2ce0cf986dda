package org.warpath.api.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** Looking for an article, seeing what is around it, and walking on. */
final class ExploreBrowserTest extends BrowserTest {
  private static final String SETTLED = "#explore[data-settled=true]";

  @Test
  void beginsWithWhatMostLeadTo() {
    browser().open("");
    browser().see(SETTLED);
    assertThat(browser().all("#neighbourhood .vertex")).hasSize(40);
    assertThat(browser().texts("#around a > span")).first().isEqualTo("United States");
    assertThat(browser().driver().getTitle()).isEqualTo("Explore · simplewiki · Warpath");
  }

  @Test
  void findsAnArticleInSpiteOfATypoAndWalksOnByKeyboardAlone() {
    browser().open("");
    browser().see(SETTLED);
    browser().type("/");
    browser().type("Germny");
    browser().see("#search-options [role=option]");
    browser().type(Keys.ARROW_DOWN);
    assertThat(browser().see("#search").getDomAttribute("aria-activedescendant"))
        .isEqualTo("search-options-0");
    browser().type(Keys.ENTER);
    browser().read("#explore-title", "Germany");
    browser().see(SETTLED);
    assertThat(browser().state()).contains("vertex=Germany");

    browser().pressUntilFocused(Keys.TAB, "#neighbourhood .vertex");
    browser().type(Keys.ARROW_RIGHT);
    String next = focusedVertex();
    assertThat(next).isNotEqualTo("Germany");
    browser().type(Keys.ENTER);
    browser().read("#explore-title", next);
    browser().see(SETTLED);
    assertThat(focusedVertex()).isEqualTo(next);

    browser().driver().navigate().back();
    browser().read("#explore-title", "Germany");
    browser().driver().navigate().forward();
    browser().read("#explore-title", next);
  }

  @Test
  void enterTakesTheFirstSuggestionBeforeItIsThere() {
    browser().open("");
    browser().see(SETTLED);
    browser().see("#search").sendKeys("Berlin", Keys.ENTER);
    browser().read("#explore-title", "Berlin");
  }

  @Test
  void saysWhenNothingIsAlike() {
    browser().open("");
    browser().see(SETTLED);
    browser().see("#search").sendKeys("xyzzyqwertz");
    browser().read("#search-options", "Nothing in simplewiki is like “xyzzyqwertz”.");
    browser().type(Keys.ESCAPE);
    assertThat(browser().sees("#search-options")).isFalse();
  }

  @Test
  void drawsWhatTheServerAnswersAsLargeAsItsRank() {
    browser().open("vertex=Berlin&limit=25");
    browser().see(SETTLED);
    JsonNode answer =
        browser()
            .client()
            .post(
                "/v1/graphs/simplewiki/subgraph",
                "{\"vertices\":[\"Berlin\"],\"hops\":1,\"direction\":\"both\",\"limit\":25}")
            .expect(200)
            .json();
    List<JsonNode> byRank = new ArrayList<>();
    answer.path("vertices").forEach(byRank::add);
    assertThat(byRank.removeFirst().path("name").asText()).isEqualTo("Berlin");
    byRank.sort(Comparator.comparingDouble(vertex -> vertex.path("rank").asDouble()));

    assertThat(browser().all("#neighbourhood .vertex")).hasSize(byRank.size() + 1);
    double last = 0;
    for (JsonNode vertex : byRank) {
      double radius = radius(vertex.path("name").asText());
      assertThat(radius).as(vertex.toString()).isGreaterThanOrEqualTo(last);
      last = radius;
    }
    assertThat(last).isGreaterThan(2 * radius(byRank.getFirst().path("name").asText()));
  }

  @Test
  void walksByClickOnAVertexAndInTheList() {
    browser().open("vertex=Berlin");
    browser().see(SETTLED);
    WebElement germany = vertex("Germany");
    germany.click();
    browser().read("#explore-title", "Germany");
    browser().see(SETTLED);
    browser().click("#around a");
    browser().until("walk", () -> !browser().texts("#explore-title").contains("Germany"));
    browser().see(SETTLED);
    assertThat(browser().script("return document.activeElement.id")).isEqualTo("explore-title");
  }

  @Test
  void showsOtherLinksAndMoreOfThemWhenAsked() {
    browser().open("vertex=Berlin&limit=25");
    browser().see(SETTLED);
    browser().see("#explore-options [name=limit]").sendKeys("100");
    browser().until("see more", () -> browser().all("#neighbourhood .vertex").size() > 25);
    browser().script("document.querySelector('#explore-options [value=in]').click()");
    browser().until("see those that lead here", () -> waysIn() ? true : null);
    assertThat(browser().state()).contains("direction=in", "limit=100");
  }

  @Test
  void zoomsAndFits() {
    browser().open("vertex=Berlin");
    browser().see(SETTLED);
    double before = spread();
    browser().click("[data-zoom=in]");
    assertThat(spread()).isGreaterThan(before * 1.3);
    browser().click("[data-zoom=fit]");
    assertThat(spread()).isBetween(before * 0.99, before * 1.01);
  }

  @Test
  void comesToRestWhereMotionIsWelcome() {
    browser().media("light", "no-preference");
    browser().open("vertex=Berlin");
    browser().see(SETTLED);
    vertex("Germany").click();
    browser().read("#explore-title", "Germany");
    browser().see(SETTLED);
    browser()
        .until(
            "see the middle in the middle",
            () -> {
              Object middle =
                  browser().script("return document.querySelector('.vertex.middle').__data__.x");
              return ((Number) middle).doubleValue() == 0 ? true : null;
            });
  }

  @Test
  void offersWhatMayBeMeantByANameThatIsNone() {
    expectRefusals();
    browser().open("vertex=Germny");
    browser().read("#explore-status [role=alert]", "Germny");
    browser().click("#explore-status [role=alert] button");
    browser().see(SETTLED);
    assertThat(browser().all("#neighbourhood .vertex")).hasSizeGreaterThan(1);
  }

  @Test
  void leadsToPathsAndRankingsOfTheVertex() {
    browser().open("vertex=Berlin");
    browser().see(SETTLED);
    browser().click("#path-from");
    assertThat(browser().see("#from").getDomProperty("value")).isEqualTo("Berlin");
    browser().driver().navigate().back();
    browser().click("#rank-around");
    browser().read("#around-chips li", "Berlin");
  }

  @Test
  void theCurlLineIsWhatWasSent() throws Exception {
    String name = "A Midsummer Night's Dream";
    browser().open("vertex=" + name.replace(" ", "+").replace("'", "%27"));
    browser().read("#explore-title", name);
    browser().see(SETTLED);
    browser().see("#search").sendKeys("it's \"5$\"");
    String search = curlLine("#explore-curl", "Search");
    browser().read("#search-options", "");
    browser().until("the search is sent", () -> sentTo("/vertices?") ? true : null);
    assertSent(search);
    String neighbourhood = curlLine("#explore-curl", "Neighbourhood");
    assertThat(neighbourhood).contains("Night'\\''s");
    assertSent(neighbourhood);
  }

  @Test
  void copiesTheCurlLine() {
    browser()
        .driver()
        .executeCdpCommand(
            "Browser.grantPermissions",
            Map.of("permissions", List.of("clipboardReadWrite", "clipboardSanitizedWrite")));
    browser().open("vertex=Berlin");
    browser().see(SETTLED);
    String line = curlLine("#explore-curl", "Neighbourhood");
    browser().click("#explore-curl button");
    browser().read("#live", "Copied");
    assertThat(browser().script("return navigator.clipboard.readText()")).isEqualTo(line);
  }

  private boolean sentTo(String part) {
    return browser().sent().stream().anyMatch(sent -> sent.url().contains(part));
  }

  private boolean waysIn() {
    List<String> ways = browser().texts("#around small");
    return !ways.isEmpty() && ways.stream().noneMatch("out"::equals);
  }

  private WebElement vertex(String name) {
    return browser().see(".vertex[aria-label^=\"" + name + ", \"] .dot");
  }

  private double radius(String name) {
    Object radius =
        browser()
            .script(
                "return [...document.querySelectorAll('.vertex')]"
                    + ".find(v => v.ariaLabel.startsWith(arguments[0] + ', '))"
                    + ".querySelector('.dot').r.baseVal.value",
                name);
    return ((Number) radius).doubleValue();
  }

  private double spread() {
    Object spread =
        browser()
            .script(
                "const xs = [...document.querySelectorAll('.vertex')].map(v => v.__data__.sx);"
                    + "return Math.max(...xs) - Math.min(...xs)");
    return ((Number) spread).doubleValue();
  }

  private String focusedVertex() {
    Object label = browser().script("return document.activeElement.ariaLabel");
    return label.toString().replaceFirst("(, in the middle)?, PageRank .*", "");
  }
}
