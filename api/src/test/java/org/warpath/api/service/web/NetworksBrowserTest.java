package org.warpath.api.service.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.PointerInput;
import org.openqa.selenium.interactions.Sequence;
import org.warpath.api.service.contract.NpyBytes;

/** Adding models, looking at them, asking them, and removing them. */
final class NetworksBrowserTest extends BrowserTest {
  private static final String NAME = "mine";

  /** Of a board of 1 by 1: a three in one line. */
  private static final double[][] THREE = {
    {.3, .25},
    {.45, .15},
    {.62, .2},
    {.66, .33},
    {.55, .45},
    {.45, .47},
    {.58, .5},
    {.7, .62},
    {.65, .78},
    {.45, .85},
    {.28, .76}
  };

  @TempDir private Path files;

  @AfterEach
  void remove() {
    browser().client().delete("/v1/nn/models/" + NAME);
  }

  @Test
  void addsADefinitionWithItsWeightsAndShowsItsLayers() throws Exception {
    browser().open("panel=networks");
    browser().read("#networks-list", "no models");
    Path weights = Lenet.weights();
    browser().see("#model-form [name=model]").sendKeys(Lenet.definition().toString());
    assertThat(browser().see("#model-form [name=name]").getDomProperty("value")).isEqualTo("lenet");
    browser().see("#model-form [name=name]").clear();
    browser().see("#model-form [name=name]").sendKeys(NAME);
    browser().click("#model-form summary");
    browser().see("#model-form [name=weights]").sendKeys(weights.toString());
    browser().see("#model-form [name=shape]").sendKeys(Lenet.SHAPE);
    assertThat(CurlLine.arguments(curlLine("#model-form", "Add")))
        .containsExactly(
            "--form-string",
            "name=mine",
            "--form-string",
            "shape=1x1x28x28",
            "-F",
            "model=@\"lenet.prototxt\"",
            "-F",
            "weights=@\"lenet_iter_10000.caffemodel\"",
            browser().address("/v1/nn/models"));
    browser().click("#model-form [type=submit]");
    browser().read("#network-detail h2", "Layers of mine");
    assertThat(browser().state()).contains("model=mine");
    assertThat(browser().texts("[data-model=mine] td"))
        .startsWith("Caffe", "1×28×28", "431,080", "trainedcan learn");
    assertThat(browser().texts("#network-detail tbody tr:first-child > *"))
        .containsExactly("conv1", "convolution", "1×20×24×24", "520", "288,000");
    assertThat(browser().texts("#network-detail tbody th"))
        .containsExactly("conv1", "pool1", "conv2", "pool2", "ip1", "relu1", "ip2", "prob");
    assertThat(browser().see("#network-detail .pairs").getText())
        .contains("431,080", "2.29M a pass", "data: ?×1×28×28");
    assertSent(curlLine("#networks-curl", "List"));
    assertSent(curlLine("#networks-curl", "This model"));

    browser().click("#network-detail .button");
    String download = curlLine("#network-detail", "Weights");
    String url = CurlLine.arguments(download).getLast();
    browser().until("fetch the weights", () -> isSent(url));
    assertSent(download);
  }

  @Test
  void deletesOnlyWhenThatIsConfirmed() throws Exception {
    Lenet.add(browser().client(), NAME);
    browser().open("panel=networks");
    browser().read("#predict-form", "no weights yet");
    assertThat(browser().sees("#predict-form [type=submit]")).isFalse();
    browser().click("[aria-label='Delete mine']");
    String delete = curlLine("#confirm-dialog", "Delete");
    browser().click("#confirm-dialog [value=cancel]");
    assertThat(browser().texts("[data-model=mine] a")).containsExactly(NAME);
    browser().click("[aria-label='Delete mine']");
    browser().click("#confirm-yes");
    browser().read("#networks-list", "no models");
    assertSent(delete);
    assertThat(browser().sees("#network-detail *")).isFalse();
    assertThat(browser().sees("#train-form")).isFalse();
    browser().client().get("/v1/nn/models/mine").expectProblem(404, "unknown-model");
  }

  @Test
  void saysWhatIsWrongWithAModelAndKeepsNothingOfIt() throws Exception {
    expectRefusals();
    browser().open("panel=networks");
    Path damaged = Files.write(files.resolve("mine.onnx"), new byte[] {8, 7, 0x12, 90, 1, 2});
    browser().see("#model-form [name=model]").sendKeys(damaged.toString());
    browser().click("#model-form [type=submit]");
    browser().see("#model-form [role=alert]");
    String told = browser().see("#model-form [role=alert]").getText();
    JsonNode problem =
        browser()
            .client()
            .request("POST", "/v1/nn/models?name=mine")
            .body("application/octet-stream", Files.readAllBytes(damaged))
            .send()
            .expectProblem(422, "invalid-model")
            .json();
    assertThat(told).contains(problem.path("detail").asText());

    Path unknown =
        Files.writeString(
            files.resolve("mine.prototxt"),
            """
            input: "x"
            input_shape { dim: 1 dim: 4 }
            layer { name: "odd" type: "Oracle" bottom: "x" top: "y" }
            """);
    browser().see("#model-form [name=model]").sendKeys(unknown.toString());
    browser().click("#model-form [type=submit]");
    browser().read("#model-form [role=alert]", "Oracle");
    assertThat(browser().client().get("/v1/nn/models").expect(200).text()).doesNotContain(NAME);
  }

  @Test
  void saysThatThereIsNoSuchModel() {
    expectRefusals();
    browser().open("panel=networks&model=none");
    browser().read("#network-detail [role=alert]", "none");
    assertThat(browser().sees("#predict-form")).isFalse();
  }

  @Test
  void tellsADigitOnAPictureAndInAnArray() throws Exception {
    Lenet.addTrained(browser().client(), NAME);
    browser().open("panel=networks");
    browser().click("#predict-form label:has([value=file])");
    Path picture = Lenet.digit(7, files);
    browser().see("#predict-form [name=file]").sendKeys(picture.toString());
    browser().see("#picture");
    assertThat(CurlLine.arguments(curlLine("#predict-form", "Predict")))
        .containsExactly(
            "-H",
            "Content-Type: image/png",
            "--data-binary",
            "@digit.png",
            browser().address("/v1/nn/models/mine/predict?top=5"));
    browser().click("#predict-form [type=submit]");
    assertThat(answer())
        .isEqualTo(asked("image/png", Files.readAllBytes(picture), 5))
        .startsWith("7");
    assertThat(browser().see("#predict-form .facts").getText()).contains("prob 1×10", "float32");

    Path both = Files.write(files.resolve("both.npy"), twice(picture));
    browser().see("#predict-form [name=file]").sendKeys(both.toString());
    assertThat(browser().sees("#picture")).isFalse();
    browser().click("#predict-form [type=submit]");
    browser().read("#predict-form .answer caption", "Example 1");
    assertThat(browser().texts("#predict-form .answer caption"))
        .containsExactly("Example 1", "Example 2");
    assertThat(browser().texts("#predict-form .answer:nth-child(2) tbody th")).startsWith("7");

    expectRefusals();
    Path wrong = Files.write(files.resolve("wrong.npy"), NpyBytes.of(1, 2));
    browser().see("#predict-form [name=file]").sendKeys(wrong.toString());
    browser().click("#predict-form [type=submit]");
    browser().read("#predict-form [role=alert]", "conv1");
  }

  @Test
  void tellsADigitThatIsDrawn() {
    Lenet.addTrained(browser().client(), NAME);
    browser().open("panel=networks");
    draw(PointerInput.Kind.MOUSE);
    assertThat(answer()).isEqualTo(asked("image/png", drawing(), 5)).startsWith("3");
    browser().see("#predict-form [name=top]").sendKeys("10");
    browser().click("#predict-form [type=submit]");
    browser().until("see ten", () -> browser().all(".answer tbody tr").size() == 10 ? true : null);
    assertThat(answer()).isEqualTo(asked("image/png", drawing(), 10));
    browser().click("#predict-form [data-clear]");
    browser().until("see it go", () -> browser().sees("#predict-form .answer") ? null : true);
    assertThat(browser().texts("#predict-form .curl")).isEmpty();
  }

  @Test
  void canBeDrawnOnByTouchOnAPhone() {
    Lenet.addTrained(browser().client(), NAME);
    browser().phone(360, 740);
    browser().open("panel=networks");
    draw(PointerInput.Kind.TOUCH);
    assertThat(answer()).startsWith("3");
    assertThat(browser().script("return document.documentElement.scrollWidth")).isEqualTo(360L);
  }

  @Test
  void isChosenDrawnOnAndAskedByKeyboard() {
    Lenet.addTrained(browser().client(), NAME);
    browser().open("panel=networks&model=mine");
    browser().see("#sketch");
    browser().pressUntilFocused(Keys.TAB, "[data-model=mine] a");
    browser().type(Keys.ENTER);
    browser().pressUntilFocused(Keys.TAB, "#sketch");
    // A one, from top to bottom.
    browser().type(" ", Keys.ARROW_DOWN.toString().repeat(14), " ");
    assertThat(answer()).startsWith("1");
    browser().pressUntilFocused(Keys.TAB, "#predict-form [name=top]");
    browser().type("3");
    browser().pressUntilFocused(Keys.TAB, "#predict-form [type=submit]");
    browser().type(Keys.ENTER);
    browser().until("see three", () -> browser().all(".answer tbody tr").size() == 3 ? true : null);
    browser().pressUntilFocused(Keys.chord(Keys.SHIFT, Keys.TAB), "#sketch");
    browser().type(Keys.DELETE);
    browser().until("see it go", () -> browser().sees("#predict-form .answer") ? null : true);
    browser().pressUntilFocused(Keys.chord(Keys.SHIFT, Keys.TAB), "[aria-label='Delete mine']");
    browser().type(Keys.ENTER);
    browser().see("#confirm-dialog");
    browser().pressUntilFocused(Keys.TAB, "#confirm-yes");
    browser().type(Keys.ENTER);
    browser().read("#networks-list", "no models");
  }

  /** Two examples of the same picture, as LeNet has them. */
  private static byte[] twice(Path picture) throws IOException {
    Raster pixels = ImageIO.read(picture.toFile()).getRaster();
    byte[] head =
        NpyBytes.headed("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1, 28, 28), }");
    ByteBuffer file =
        ByteBuffer.allocate(head.length + 2 * 28 * 28 * Float.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(head);
    for (int i = 0; i < 2 * 28 * 28; i++) {
      file.putFloat(pixels.getSample(i % 28, i / 28 % 28, 0) / 256f);
    }
    return file.array();
  }

  private void draw(PointerInput.Kind kind) {
    WebElement board = browser().see("#sketch");
    browser().script("arguments[0].scrollIntoView({block: 'center'})", board);
    int size = board.getSize().getWidth();
    PointerInput pointer = new PointerInput(kind, kind.toString());
    PointerInput.Origin origin = PointerInput.Origin.fromElement(board);
    Sequence line = new Sequence(pointer, 0);
    for (int i = 0; i < THREE.length; i++) {
      int x = (int) Math.round((THREE[i][0] - 0.5) * size);
      int y = (int) Math.round((THREE[i][1] - 0.5) * size);
      line.addAction(pointer.createPointerMove(Duration.ofMillis(10), origin, x, y));
      if (i == 0) {
        line.addAction(pointer.createPointerDown(PointerInput.MouseButton.LEFT.asArg()));
      }
    }
    line.addAction(pointer.createPointerUp(PointerInput.MouseButton.LEFT.asArg()));
    browser().driver().perform(List.of(line));
  }

  /** The picture that the page says it sent. */
  private byte[] drawing() {
    String url =
        browser()
            .script("return document.getElementById('sketch-sent').toDataURL('image/png')")
            .toString();
    return Base64.getDecoder()
        .decode(url.substring(url.indexOf(',') + 1).getBytes(StandardCharsets.US_ASCII));
  }

  /** Where the largest numbers are that the page shows. */
  private List<String> answer() {
    browser().see("#predict-form .answer");
    browser().see("#predict-form [data-result]:not([aria-busy])");
    return browser().texts("#predict-form .answer tbody th");
  }

  private List<String> asked(String type, byte[] body, int top) {
    JsonNode largest =
        browser()
            .client()
            .request("POST", "/v1/nn/models/mine/predict?top=" + top)
            .body(type, body)
            .send()
            .expect(200)
            .json()
            .at("/top/0");
    return largest.findValuesAsText("index");
  }

  private Boolean isSent(String url) {
    return browser().sent().stream().anyMatch(sent -> sent.url().equals(url)) ? true : null;
  }
}
