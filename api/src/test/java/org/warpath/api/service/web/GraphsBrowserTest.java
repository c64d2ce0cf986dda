package org.warpath.api.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Adding graphs, looking at them, and removing them. */
final class GraphsBrowserTest extends BrowserTest {
  private static final String NAME = "mine";

  @TempDir private Path files;

  @AfterEach
  void remove() {
    browser().client().delete("/v1/graphs/" + NAME);
  }

  @Test
  void showsCountsDegreesAndWhereAGraphIsFrom() throws Exception {
    browser().open("panel=graphs");
    browser().see("#graphs-detail canvas");
    assertThat(browser().texts("[data-graph=simplewiki] td.number"))
        .startsWith("15,546", "399,786");
    assertThat(browser().see("#graphs-detail .pairs").getText())
        .contains("Simple English Wikipedia");
    browser().click("#graphs-detail summary");
    assertThat(browser().texts("#graphs-detail details tbody tr:first-child > *"))
        .hasSize(3)
        .startsWith("0");
    assertSent(curlLine("#graphs-curl", "List"));
    assertSent(curlLine("#graphs-curl", "This graph"));
  }

  @Test
  void uploadsAFileWithNamesAndDrawsThemAsTextWhateverTheySay() throws Exception {
    Path edges = Files.writeString(files.resolve("mine; \"1\".txt"), "0 1\n0 2\n1 2\n");
    Path titles =
        Files.writeString(
            files.resolve("titles.txt"),
            "<img src=x onerror=alert(1)>\n</script><script>alert(2)</script>\n{{3}} & 'more'\n");
    browser().open("panel=graphs");
    browser().see("#graphs-detail canvas");
    browser().see("#upload-form [name=file]").sendKeys(edges.toString());
    assertThat(browser().see("#upload-form [name=name]").getDomProperty("value"))
        .isEqualTo("mine-1");
    browser().see("#upload-form [name=name]").clear();
    browser().see("#upload-form [name=name]").sendKeys(NAME);
    browser().click("#upload-form summary");
    browser().see("#upload-form [name=titles]").sendKeys(titles.toString());
    assertThat(CurlLine.arguments(curlLine("#upload-form", "Upload")))
        .containsExactly(
            "--form-string",
            "name=mine",
            "-F",
            "file=@\"mine; \\\"1\\\".txt\"",
            "-F",
            "titles=@\"titles.txt\"",
            browser().address("/v1/graphs"));
    browser().click("#upload-form [type=submit]");
    browser().read("[data-graph=mine] td.number", "3");
    assertThat(browser().state()).contains("graph=mine");
    browser().click("nav [data-panel=explore]");
    browser().see("#explore[data-settled=true]");
    assertThat(browser().texts("#around a > span"))
        .containsExactlyInAnyOrder(
            "<img src=x onerror=alert(1)>", "</script><script>alert(2)</script>", "{{3}} & 'more'");
    assertThat(browser().all("main img")).isEmpty();
  }

  @Test
  void saysWhereAFileIsWrongAndKeepsNothingOfIt() throws Exception {
    expectRefusals();
    Path edges =
        Files.writeString(
            files.resolve("bad.mtx"),
            "%%MatrixMarket matrix coordinate pattern general\n3 3 2\n1 2\n1 9\n");
    browser().open("panel=graphs");
    browser().see("#upload-form [name=file]").sendKeys(edges.toString());
    browser().click("#upload-form [type=submit]");
    browser().read("#upload-form [role=alert]", "bad.mtx:4:3");
    assertThat(browser().client().get("/v1/graphs").expect(200).text()).doesNotContain("\"bad\"");
  }

  @Test
  void generatesAndDeletesOnlyWhenThatIsConfirmed() throws Exception {
    browser().open("panel=graphs");
    browser().see("#graphs-detail canvas");
    browser().see("#generate-form [name=kind]").sendKeys("Grid");
    browser().see("#generate-form [name=name]").sendKeys(NAME);
    assertThat(browser().sees("#generate-form [name=scale]")).isFalse();
    String generate = curlLine("#generate-form", "Generate");
    browser().click("#generate-form [type=submit]");
    browser().read("[data-graph=mine] td.number", "900");
    browser()
        .until(
            "lead there",
            () ->
                "mine".equals(browser().script("return document.activeElement.textContent"))
                    ? true
                    : null);
    assertSent(generate);

    browser().click("[aria-label='Delete mine']");
    String delete = curlLine("#confirm-dialog", "Delete");
    browser().click("#confirm-dialog [value=cancel]");
    assertThat(browser().texts("[data-graph=mine] a")).containsExactly(NAME);
    browser().click("[aria-label='Delete mine']");
    browser().click("#confirm-yes");
    browser().until("see it go", () -> browser().all("[data-graph=mine]").isEmpty() ? true : null);
    assertSent(delete);
    browser().client().get("/v1/graphs/mine").expectProblem(404, "unknown-graph");
    assertThat(browser().see("#graph").getDomProperty("value")).isEqualTo("simplewiki");
  }

  @Test
  void saysThatANameIsTaken() {
    expectRefusals();
    browser().open("panel=graphs");
    browser().see("#generate-form [name=name]").sendKeys("simplewiki");
    browser().click("#generate-form [type=submit]");
    browser().read("#generate-form [role=alert]", "simplewiki");
  }

  @Test
  void looksAtAnotherGraph() {
    browser()
        .client()
        .post("/v1/graphs", "{\"name\":\"mine\",\"generate\":{\"kind\":\"star\",\"vertices\":7}}")
        .expect(201);
    browser().open("panel=explore&vertex=Berlin");
    browser().see("#explore[data-settled=true]");
    browser().see("#graph").sendKeys(NAME);
    browser().until("see the star", () -> browser().all(".vertex").size() == 7 ? true : null);
    assertThat(browser().state()).contains("graph=mine").doesNotContain("Berlin");
    browser().see("#search").sendKeys("3");
    browser().read("#search-options", "#3");
  }
}
