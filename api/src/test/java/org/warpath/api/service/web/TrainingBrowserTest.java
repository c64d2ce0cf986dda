package org.warpath.api.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.WebElement;

/** LeNet learns MNIST's digits while one looks. */
final class TrainingBrowserTest extends BrowserTest {
  private static final String NAME = "learner";
  private static final String COPY = "scholar";

  @TempDir private Path files;

  @BeforeEach
  void addAModel() {
    Lenet.add(browser().client(), NAME);
  }

  @AfterEach
  void remove() {
    for (JsonNode job : trainings()) {
      String path = "/v1/jobs/" + job.path("id").asText();
      browser().client().delete(path); // cancels
      browser().until("end", () -> hasEnded(path));
      browser().client().delete(path); // removes
    }
    browser().client().delete("/v1/nn/models/" + NAME);
    browser().client().delete("/v1/nn/models/" + COPY);
  }

  @Test
  void drawsLossAndAccuracyAndStopsAndGoesOnWhereItWas() throws Exception {
    browser().open("panel=networks");
    fillIn(1_000_000, 10);
    List<String> sent = CurlLine.arguments(curlLine("#train-form", "Train"));
    assertThat(sent).contains("data=@\"train-images-idx3-ubyte.gz\"");
    assertThat(sent).last().isEqualTo(browser().address("/v1/nn/models/learner/train"));
    browser().click("#train-form [type=submit]");
    browser().read("#network-training .state", "running");
    browser().read("#network-training figcaption", "tests at 10: accuracy 0.");
    browser().read("#network-training .facts", " of 1,000,000, loss ");
    assertThat(drawnPixels("accent")).as("of the loss").isPositive();
    assertThat(drawnPixels("second")).as("of the accuracy").isPositive();
    assertThat(browser().see("#jobs-running").getText()).isEqualTo("1");

    String cancel = curlLine("#network-training", "Cancel");
    clickButton("Cancel");
    browser().read("#network-training .state", "cancelled");
    assertSent(cancel);
    long stopped = iteration();
    String resume = curlLine("#network-training", "Resume");
    assertThat(browser().script("return document.activeElement.textContent")).isEqualTo("Resume");
    clickButton("Resume");
    browser().read("#network-training .state", "running");
    assertSent(resume);
    browser().until("see it go on", () -> iteration() > stopped ? true : null);
    browser().click("#network-training figure summary");
    // What was drawn before is still there.
    assertThat(browser().texts("#network-training .tests tbody th")).startsWith("0", "10");
    clickButton("Cancel");
    browser().read("#network-training .state", "cancelled");
    clickButton("Remove");
    browser().until("see it go", () -> browser().sees("#network-training *") ? null : true);
    assertThat(trainings()).isEmpty();
  }

  @Test
  void keepsWhatWasLearntAndAnswersFromIt() throws Exception {
    browser().open("panel=networks");
    browser().read("#network-detail", "Its layers have sizes once its input has");
    fillIn(30, 15);
    browser().click("#train-form [type=submit]");
    browser().read("#network-training .state", "done");
    browser().read("#network-training figcaption", "loss ");
    assertThat(browser().texts("#network-training .tests tbody th"))
        .containsExactly("0", "15", "30");
    String id = trainings().getFirst().path("id").asText();

    // Its layers are known now, and it can be asked.
    browser().read("#network-detail tbody th", "conv1");
    browser().click("#predict-form label:has([value=file])");
    Path digit = Lenet.digit(1, files);
    browser().see("#predict-form [name=file]").sendKeys(digit.toString());
    browser().click("#predict-form [type=submit]");
    browser().see("#predict-form .answer");
    JsonNode answer =
        browser()
            .client()
            .request("POST", "/v1/nn/models/learner/predict?top=5")
            .body("image/png", Files.readAllBytes(digit))
            .send()
            .expect(200)
            .json();
    assertThat(browser().texts("#predict-form .answer tbody th"))
        .isEqualTo(answer.at("/top/0").findValuesAsText("index"));

    // Its curve is in the panel of jobs too, from the result.
    browser().open("panel=jobs&job=" + id);
    browser().read("#job-detail h2", "training of learner");
    browser().read("#job-detail .state", "done");
    browser().read("#job-detail figcaption", "at iteration 30 · tests at 30: accuracy 0.");
    assertThat(browser().texts("[data-job='" + id + "'] strong"))
        .containsExactly("training of learner");
    assertThat(browser().see("#job-detail .result").getText()).contains("30 iterations");
    assertSent(curlLine("#job-detail", "Result"));
  }

  @Test
  void learnsIntoANewModel() {
    browser().open("panel=networks&model=learner");
    fillIn(2, 0);
    browser().see("#train-form [name=store]").sendKeys(COPY);
    browser().click("#train-form [type=submit]");
    browser().read("#network-training .state", "done");
    browser().see("[data-model=scholar]");
    assertThat(browser().texts("[data-model=learner] td")).contains("no weightscan learn");
    browser().click("#network-training .result a");
    browser().read("#network-detail h2", "Layers of scholar");
    browser().read("#network-training h2", "training of learner");
  }

  @Test
  void saysWhatIsWrongWithASolverOrAFolder() throws Exception {
    expectRefusals();
    browser().open("panel=networks");
    browser().click("#train-form label:has([value=folder])");
    browser().see("#train-form [name=folder]").sendKeys("mnist");
    String train = curlLine("#train-form", "Train");
    browser().click("#train-form [type=submit]");
    browser().read("#train-form [role=alert]", "import folder");
    assertSent(train);

    Path solver =
        Files.writeString(files.resolve("odd.prototxt"), "base_lr: 0.1\nmax_iter: many\n");
    browser().see("#train-form [name=solverFile]").sendKeys(solver.toString());
    browser()
        .until(
            "read the file",
            () ->
                browser().see("#train-form textarea").getDomProperty("value").contains("many")
                    ? true
                    : null);
    browser().click("#train-form label:has([value=files])");
    Path images = Files.writeString(files.resolve("images"), "none");
    browser().see("#train-form [name=data]").sendKeys(images.toString());
    browser().click("#train-form [type=submit]");
    browser().read("#train-form [role=alert]", "max_iter");
    assertThat(trainings()).isEmpty();
  }

  private void fillIn(int iterations, int interval) {
    String tests = interval == 0 ? "" : "test_iter: 2\ntest_interval: " + interval + "\n";
    String solver = "base_lr: 0.01\nmomentum: 0.9\nlr_policy: \"fixed\"\nrandom_seed: 1\n";
    WebElement text = browser().see("#train-form textarea");
    text.clear();
    text.sendKeys(solver + tests + "max_iter: " + iterations + "\n");
    browser()
        .see("#train-form [name=data]")
        .sendKeys(
            Stream.of(
                    "train-images-idx3",
                    "train-labels-idx1",
                    "t10k-images-idx3",
                    "t10k-labels-idx1")
                .map(name -> Lenet.mnist(name + "-ubyte.gz").toString())
                .collect(Collectors.joining("\n")));
  }

  /** How many of the chart's pixels are of that colour of the page. */
  private long drawnPixels(String colour) {
    String count =
        """
        const canvas = document.querySelector("#network-training canvas");
        const probe = document.createElement("canvas").getContext("2d");
        const named = document.createElement("span");
        named.style.color = `var(--${arguments[0]})`;
        document.body.append(named);
        probe.fillStyle = getComputedStyle(named).color;
        named.remove();
        probe.fillRect(0, 0, 1, 1);
        const wanted = probe.getImageData(0, 0, 1, 1).data;
        const { data } = canvas.getContext("2d").getImageData(0, 0, canvas.width, canvas.height);
        let count = 0;
        for (let i = 0; i < data.length; i += 4) {
          count += [0, 1, 2, 3].every((part) => data[i + part] === wanted[part]) ? 1 : 0;
        }
        return count;
        """;
    return (Long) browser().script(count, colour);
  }

  private void clickButton(String text) {
    browser()
        .until(
            "click " + text,
            () -> {
              browser().all("#network-training .button").stream()
                  .filter(button -> button.getText().equals(text))
                  .findFirst()
                  .orElseThrow(() -> new NoSuchElementException(text))
                  .click();
              return true;
            });
  }

  // "loss 2.1 at iteration 12 · tests at 10: …"
  private long iteration() {
    String text = browser().read("#network-training figcaption", "at iteration ");
    return Long.parseLong(
        text.replaceFirst("^.* at iteration ([\\d,]+).*$", "$1").replace(",", ""));
  }

  private List<JsonNode> trainings() {
    JsonNode jobs = browser().client().get("/v1/jobs").expect(200).json().path("jobs");
    return jobs.valueStream().filter(job -> job.path("kind").asText().equals("training")).toList();
  }

  private Boolean hasEnded(String path) {
    JsonNode job = browser().client().get(path).json();
    return List.of("queued", "running").contains(job.path("state").asText()) ? null : true;
  }
}
