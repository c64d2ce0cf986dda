package org.warpath.api.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Jobs that go on while one looks. */
final class JobsBrowserTest extends BrowserTest {
  private static final String ENDLESS = "{\"iterations\":2147483647,\"top\":3}";

  private String job = "";

  @AfterEach
  void remove() {
    if (!job.isEmpty()) {
      browser().client().delete("/v1/jobs/" + job); // cancels
      browser().client().delete("/v1/jobs/" + job); // removes
    }
  }

  @Test
  void showsProgressAndCancelsAndRunsAgainAndRemoves() throws Exception {
    job = start(ENDLESS);
    browser().open("panel=jobs");
    browser().click("[data-job='" + job + "']");
    browser().read("#job-detail .state", "running");
    long first = iteration();
    browser().until("see it go on", () -> iteration() > first ? true : null);
    browser().see("#job-detail .chart canvas");
    assertThat(browser().see("#jobs-running").getText()).isEqualTo("1");
    assertSent(curlLine("#job-detail", "Follow"));

    String cancel = curlLine("#job-detail", "Cancel");
    browser().click("#job-detail .button.danger");
    browser().read("#job-detail .state", "cancelled");
    browser().read("[data-job='" + job + "'] .state", "cancelled");
    assertSent(cancel);

    String again = curlLine("#job-detail", "Run again");
    clickButton("Run again");
    browser().read("#job-detail .state", "running");
    assertSent(again);
    browser().click("#job-detail .button.danger");
    browser().read("#job-detail .state", "cancelled");
    clickButton("Remove");
    browser()
        .until(
            "see it go", () -> browser().all("[data-job='" + job + "']").isEmpty() ? true : null);
    browser().client().get("/v1/jobs/" + job).expectProblem(404, "unknown-job");
  }

  @Test
  void goesOnWhereItWasWhenTheConnectionBreaks() throws IOException {
    expectRefusals();
    job = start(ENDLESS);
    try (Cable cable = new Cable(browser().port())) {
      browser().driver().get("about:blank");
      browser().driver().get("http://127.0.0.1:" + cable.port() + "/#panel=jobs&job=" + job);
      browser().read("#job-detail .state", "running");
      long first = iteration();
      browser().until("hear of it", () -> iteration() > first ? true : null);
      cable.cut();
      browser().read("#jobs-list", "The server cannot be reached");
      long before = iteration();
      cable.mend();
      browser().until("see it go on", () -> iteration() > before ? true : null);
      assertThat(browser().sent())
          .filteredOn(sent -> sent.url().endsWith("/events"))
          .last()
          .satisfies(sent -> assertThat(sent.headers()).containsKey("last-event-id"));
      browser().driver().get("about:blank");
    }
  }

  @Test
  void showsWhatCameOut() throws Exception {
    job = start("{\"top\":3}");
    browser().open("panel=jobs&job=" + job);
    browser().read("#job-detail .state", "done");
    browser().see("#job-detail table");
    assertThat(browser().texts("#job-detail tbody a")).hasSize(3).startsWith("United States");
    assertSent(curlLine("#job-detail", "Result"));
  }

  @Test
  void saysThatThereIsNoSuchJob() {
    expectRefusals();
    browser().open("panel=jobs&job=none");
    browser().read("#job-detail [role=alert]", "there is no such job");
  }

  private String start(String request) {
    return browser()
        .client()
        .request("POST", "/v1/graphs/simplewiki/pagerank")
        .header("Prefer", "respond-async")
        .json(request)
        .send()
        .expect(202)
        .json()
        .path("id")
        .asText();
  }

  private void clickButton(String text) {
    browser()
        .until(
            "click " + text,
            () -> {
              browser().all("#job-detail .button").stream()
                  .filter(button -> button.getText().equals(text))
                  .findFirst()
                  .orElseThrow(() -> new org.openqa.selenium.NoSuchElementException(text))
                  .click();
              return true;
            });
  }

  // "pagerank 1,234 of 2,147,483,647, residual 1e-5"
  private long iteration() {
    String text = browser().read("#job-detail .facts", " of ");
    return Long.parseLong(text.replaceFirst("^\\D+([\\d,]+) of .*", "$1").replace(",", ""));
  }
}
