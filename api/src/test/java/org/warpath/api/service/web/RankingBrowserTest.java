package org.warpath.api.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The table of the highest PageRank, for all and around some. */
final class RankingBrowserTest extends BrowserTest {

  @Test
  void listsTheHighestWithTheirDegrees() throws Exception {
    browser().open("panel=ranking");
    browser().read("#ranking-result .facts", "iterations");
    assertThat(rows()).isEqualTo(expected("{\"top\":10}"));
    assertSent(curlLine("#ranking-curl", "PageRank"));
  }

  @Test
  void listsAsManyAsAskedFor() {
    browser().open("panel=ranking");
    browser().read("#ranking-result .facts", "iterations");
    browser().see("#ranking-form [name=top]").sendKeys("25");
    browser().until("see 25 rows", () -> rows().size() == 25 ? true : null);
    assertThat(rows()).isEqualTo(expected("{\"top\":25}"));
  }

  @Test
  void ranksAroundWhatIsSelected() throws Exception {
    browser().open("panel=ranking&around=Berlin");
    browser().read("#ranking-result .facts", "iterations");
    browser().see("#around-add").sendKeys("Physics");
    browser().see("#around-add-options [role=option]");
    browser().type(Keys.ENTER);
    browser().until("see both", () -> browser().all("#around-chips li").size() == 2 ? true : null);
    String around = "{\"top\":10,\"personalization\":[\"Berlin\",\"Physics\"]}";
    List<List<String>> expected = expected(around);
    browser().until("see the ranking around both", () -> rows().equals(expected) ? true : null);
    assertThat(rows().subList(0, 2).stream().map(row -> row.get(1)))
        .containsExactlyInAnyOrder("Berlin", "Physics");
    assertSent(curlLine("#ranking-curl", "PageRank"));

    browser().click("#around-chips button");
    browser().until("see one", () -> browser().all("#around-chips li").size() == 1 ? true : null);
    assertThat(browser().script("return document.activeElement.id")).isEqualTo("around-add");
  }

  @Test
  void countsWeightsAndOtherDamping() {
    browser().open("panel=ranking&damping=0.5&weighted=true");
    List<List<String>> expected = expected("{\"top\":10,\"damping\":0.5,\"weighted\":true}");
    browser().until("see that ranking", () -> rows().equals(expected) ? true : null);
  }

  @Test
  void saysWhatTheServerSaysOfAWrongNumber() {
    expectRefusals();
    browser().open("panel=ranking&damping=2");
    browser().read("#ranking-result [role=alert]", "damping");
  }

  @Test
  void leadsToAnArticle() {
    browser().open("panel=ranking");
    browser().read("#ranking-result .facts", "iterations");
    browser().click("#ranking-result tbody a");
    browser().read("#explore-title", "United States");
  }

  @Test
  void runsAsAJobToo() throws Exception {
    browser().open("panel=ranking&around=Berlin");
    browser().read("#ranking-result .facts", "iterations");
    String line = curlLine("#ranking-curl", "As a job");
    browser().click("#ranking-job");
    browser().read("#job-detail .state", "done");
    browser().see("#job-detail table");
    assertThat(browser().texts("#job-detail tbody a")).first().isEqualTo("Berlin");
    assertSent(line);
  }

  /** Position, name, in-degree and out-degree of each row. */
  private List<List<String>> rows() {
    List<String> cells = browser().texts("#ranking-result tbody :is(th, td)");
    List<List<String>> rows = new ArrayList<>();
    for (int i = 0; i + 6 <= cells.size(); i += 6) {
      rows.add(List.of(cells.get(i), cells.get(i + 1), cells.get(i + 4), cells.get(i + 5)));
    }
    return rows;
  }

  private List<List<String>> expected(String request) {
    JsonNode top =
        browser()
            .client()
            .post("/v1/graphs/simplewiki/pagerank", request)
            .expect(200)
            .json()
            .path("top");
    List<List<String>> rows = new ArrayList<>();
    for (JsonNode row : top) {
      rows.add(
          List.of(
              Integer.toString(rows.size() + 1),
              row.path("name").asText(),
              String.format(Locale.ROOT, "%,d", row.path("inDegree").asLong()),
              String.format(Locale.ROOT, "%,d", row.path("outDegree").asLong())));
    }
    return rows;
  }
}
