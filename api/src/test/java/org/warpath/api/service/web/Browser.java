package org.warpath.api.service.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.ElementNotInteractableException;
import org.openqa.selenium.NoSuchElementException;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.FluentWait;
import org.warpath.api.service.contract.RunningService;
import org.warpath.api.service.contract.ServiceClient;

/** A real Chromium in front of a real service with the shipped Wikipedia graph. */
final class Browser implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final RunningService service;
  private final ChromeDriver driver;
  private final List<Sent> sent = new ArrayList<>();
  private final List<String> errors = new ArrayList<>();

  private Browser(RunningService service, ChromeDriver driver) {
    this.service = service;
    this.driver = driver;
  }

  static Browser start() {
    // Selenium would look for a driver in the network else.
    System.setProperty("webdriver.chrome.driver", "/usr/bin/chromedriver");
    RunningService service = RunningService.withSamples().start();
    try {
      return new Browser(service, new ChromeDriver(options()));
    } catch (RuntimeException e) {
      service.close();
      throw e;
    }
  }

  private static ChromeOptions options() {
    ChromeOptions options = new ChromeOptions();
    options.setBinary("/usr/bin/chromium");
    options.addArguments(
        "--headless",
        "--no-sandbox", // the tests may run as root
        "--disable-gpu",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,900");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    logs.enable(LogType.BROWSER, Level.SEVERE);
    options.setCapability("goog:loggingPrefs", logs);
    return options;
  }

  /** A client of the same service. */
  ServiceClient client() {
    return service.client();
  }

  ChromeDriver driver() {
    return driver;
  }

  /** The port that the service listens on. */
  int port() {
    return service.uri().getPort();
  }

  /** The address of the service, with {@code path} behind it. */
  String address(String path) {
    return service.uri() + path;
  }

  /** Forgets whatever earlier pages left behind, and moves nothing. */
  void reset() {
    driver.get(address("/"));
    driver.executeScript("localStorage.clear(); sessionStorage.clear()");
    driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    media("light", "reduce");
    readLogs();
    sent.clear();
    errors.clear();
  }

  /** Colours and motion as the system would want them. */
  void media(String colours, String motion) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", colours),
                Map.of("name", "prefers-reduced-motion", "value", motion))));
  }

  /** A screen of that size, as a phone has it. */
  void phone(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 2, "mobile", true));
  }

  /** Opens the page with what is to be in its address behind the #. */
  void open(String state) {
    driver.get("about:blank");
    driver.get(address("/#" + state));
  }

  /** Waits for the first element of that selector that is to be seen. */
  WebElement see(String css) {
    return until(
        "see " + css,
        () ->
            driver.findElements(By.cssSelector(css)).stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElse(null));
  }

  /** Whether something of that selector is to be seen now. */
  boolean sees(String css) {
    return driver.findElements(By.cssSelector(css)).stream().anyMatch(WebElement::isDisplayed);
  }

  /** All elements of that selector, seen or not. */
  List<WebElement> all(String css) {
    return driver.findElements(By.cssSelector(css));
  }

  /** The texts of all elements of that selector. */
  @SuppressWarnings("unchecked")
  List<String> texts(String css) {
    Object texts =
        driver.executeScript(
            "return [...document.querySelectorAll(arguments[0])].map(e => e.textContent)", css);
    return (List<String>) texts;
  }

  /** Waits until the text of the first element of that selector has {@code part} in it. */
  String read(String css, String part) {
    return until(
        "read \"" + part + "\" in " + css,
        () -> {
          List<String> texts = texts(css);
          return !texts.isEmpty() && texts.getFirst().contains(part) ? texts.getFirst() : null;
        });
  }

  void click(String css) {
    until(
        "click " + css,
        () -> {
          WebElement element = see(css);
          // The driver would scroll no further than beneath the bar at the top.
          script("arguments[0].scrollIntoView({block: 'nearest'})", element);
          element.click();
          return true;
        });
  }

  /** Types into whatever has the focus. */
  void type(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  /**
   * Presses a key again and again, as somebody without a mouse does, until {@code css} has the
   * focus.
   */
  void pressUntilFocused(CharSequence key, String css) {
    for (int i = 0; i < 100; i++) {
      if (script("return document.activeElement.matches(arguments[0])", css).equals(true)) {
        return;
      }
      type(key);
    }
    throw new AssertionError("100 keys do not lead to " + css);
  }

  Object script(String script, Object... arguments) {
    Object result = driver.executeScript(script, arguments);
    return result == null ? "" : result;
  }

  /** The address behind the #, decoded as a form is. */
  String state() {
    return String.valueOf(script("return String(new URLSearchParams(location.hash.slice(1)))"));
  }

  /** Waits until {@code condition} gives something, and then gives that. */
  <T> T until(String description, Supplier<T> condition) {
    return new FluentWait<>(driver)
        .withTimeout(PATIENCE)
        .pollingEvery(Duration.ofMillis(50))
        .ignoring(NoSuchElementException.class, StaleElementReferenceException.class)
        .ignoring(ElementNotInteractableException.class)
        .withMessage(() -> description + "; the page says: " + see("body").getText())
        .until(_ -> condition.get());
  }

  /** All requests since {@link #reset}. */
  List<Sent> sent() {
    readLogs();
    return List.copyOf(sent);
  }

  /** What the console had to complain about since {@link #reset}. */
  List<String> errors() {
    readLogs();
    return List.copyOf(errors);
  }

  private void readLogs() {
    driver.manage().logs().get(LogType.BROWSER).forEach(entry -> errors.add(entry.getMessage()));
    driver
        .manage()
        .logs()
        .get(LogType.PERFORMANCE)
        .forEach(entry -> {
          JsonNode message = json(entry.getMessage()).path("message");
          if (message.path("method").asText().equals("Network.requestWillBeSent")) {
            sent.add(Sent.of(message.path("params").path("request")));
          }
        });
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Chromium's log is JSON", e);
    }
  }

  @Override
  public void close() {
    driver.quit();
    service.close();
  }
}
