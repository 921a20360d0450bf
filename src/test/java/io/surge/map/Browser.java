package io.surge.map;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** A headless Chromium with one page, driven as a person would. */
final class Browser implements AutoCloseable {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Pattern REQUESTED =
      Pattern.compile(
          "\"method\":\"Network.requestWillBeSent\".*?\"request\":.*?\"url\":\"([^\"]*)\"");

  private final ChromeDriver driver;
  private final ChromeDriverService service;

  private Browser(ChromeDriverService service, ChromeOptions options) {
    this.service = service;
    this.driver = new ChromeDriver(service, options);
  }

  /** Starts one, or skips the test where none is installed. Nothing is ever downloaded. */
  static Browser start() {
    Optional<File> browser = installed("chromium", "chromium-browser", "google-chrome");
    Optional<File> chromeDriver = installed("chromedriver");
    assumeTrue(
        browser.isPresent() && chromeDriver.isPresent(),
        "SKIPPED: the page is not tested, as chromium or chromedriver is not installed"
            + " (Debian: apt-get install chromium chromium-driver)");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.get());
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--disable-dev-shm-usage",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--window-size=1280,800");
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromeDriver.get())
            .usingAnyFreePort()
            .build();
    return new Browser(service, options);
  }

  private static Optional<File> installed(String... names) {
    return Stream.of(names)
        .flatMap(
            name ->
                Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .map(folder -> new File(folder, name)))
        .filter(File::canExecute)
        .findFirst();
  }

  void open(String url) {
    driver.get(url);
  }

  /** Makes the page as wide and high as a device's screen. */
  void resize(int width, int height, boolean isPhone) {
    driver.manage().window().setSize(new Dimension(width, height));
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", isPhone));
  }

  /** The text of what can be seen of an element; empty if there is none. */
  String text(String selector) {
    return texts(selector).stream().findFirst().orElse("");
  }

  /** The texts of all elements that can be seen, at one moment. */
  List<String> texts(String selector) {
    return strings(
        "[...document.querySelectorAll('%s')].filter((each) => each.checkVisibility())"
                .formatted(selector)
            + ".map((each) => each.innerText)");
  }

  /** One of the figures beside the map, by the beginning of its name; empty if it is not there. */
  String figure(String name) {
    return strings(
            "[...document.querySelectorAll('#figures dt')].filter((each) => each.checkVisibility()"
                + " && each.innerText.startsWith('%s'))".formatted(name)
                + ".map((each) => each.nextElementSibling.innerText)")
        .stream()
        .findFirst()
        .orElse("");
  }

  private List<String> strings(String expression) {
    return ((List<?>) evaluate(expression)).stream().map(String.class::cast).toList();
  }

  String attribute(String selector, String name) {
    return driver.findElement(By.cssSelector(selector)).getDomAttribute(name);
  }

  void click(String selector) {
    driver.findElement(By.cssSelector(selector)).click();
  }

  void press(CharSequence... keys) {
    new Actions(driver).sendKeys(keys).perform();
  }

  void pressTabUntilFocused(String selector) {
    for (int presses = 0; presses < 50; presses++) {
      press(Keys.TAB);
      if (evaluate("document.activeElement.matches('" + selector + "')").equals(true)) {
        return;
      }
    }
    throw new AssertionError("the tabulator does not lead to " + selector);
  }

  /** Moves the mouse over a point of the map, from its upper left corner. */
  void pointAt(long x, long y) {
    WebElement map = driver.findElement(By.id("map"));
    Dimension size = map.getSize();
    new Actions(driver)
        .moveToElement(map, (int) x - size.getWidth() / 2, (int) y - size.getHeight() / 2)
        .perform();
  }

  void clickWhereThePointerIs() {
    new Actions(driver).click().perform();
  }

  Object evaluate(String expression) {
    return driver.executeScript("return " + expression);
  }

  /** The value of an expression once everything that the page was about to draw is drawn. */
  Object evaluateOnceDrawn(String expression) {
    return driver.executeAsyncScript(
        "const answer = arguments[0]; requestAnimationFrame(() => answer(" + expression + "))");
  }

  void screenshot(String name) {
    try {
      Files.createDirectories(SCREENSHOTS);
      Files.write(SCREENSHOTS.resolve(name + ".png"), driver.getScreenshotAs(OutputType.BYTES));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Fails if the page complained since the last time, or asked another host for anything. */
  void requireQuietConsoleAndNoOtherHost() {
    List<String> complaints =
        driver.manage().logs().get(LogType.BROWSER).getAll().stream()
            .map(LogEntry::toString)
            .toList();
    assertThat(complaints, empty());
    List<String> elsewhere =
        driver.manage().logs().get(LogType.PERFORMANCE).getAll().stream()
            .map(entry -> REQUESTED.matcher(entry.getMessage()))
            .filter(Matcher::find)
            .map(request -> request.group(1))
            .filter(requested -> !requested.startsWith("http://localhost:"))
            .filter(requested -> !requested.startsWith("data:"))
            .toList();
    assertThat(elsewhere, empty());
  }

  @Override
  public void close() {
    driver.quit();
    service.stop();
  }
}
