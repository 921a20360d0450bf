package io.surge.map;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.startsWith;

import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import io.surge.domain.ZoneGrid;
import io.surge.map.prices.QuoteTopic;
import io.surge.testing.Await;
import io.surge.tools.EmbeddedBroker;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** The page in a browser, on topics that the tests write. Screenshots are left in target. */
@Timeout(300)
@Tag("browser")
final class PageTest {
  /** The colours of viridis at 1, 2 and 5 on a scale from 1 to 5 that goes by the square root. */
  private static final int COLOUR_OF_1 = 0x440154;

  private static final int COLOUR_OF_2 = 0x21918c;
  private static final int COLOUR_OF_5 = 0xfde725;

  private static final long SLIDE = 5_000;
  private static final String STREETS =
      "document.querySelectorAll('.leaflet-tile-loaded').length > 0";
  private static final byte[] KEY = {'k'};
  private static final byte[] NO_JSON = {'x'};
  private static final ZoneGrid GRID = ZoneGrid.named("km");
  private static final String WEST = "zone_4200_-10765";
  private static final String MIDDLE = "zone_4200_-10764";
  private static final String EAST = "zone_4200_-10763";

  @TempDir static Path directory;
  private static Browser browser;
  private static EmbeddedBroker broker;

  private MapUnderTest map;
  private long window;

  @BeforeAll
  static void start() throws Exception {
    browser = Browser.start();
    broker = EmbeddedBroker.start(directory, 0);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
    if (broker != null) {
      broker.close();
    }
  }

  @BeforeEach
  void openThreeZones() throws Exception {
    open(Optional.empty());
  }

  private void open(Optional<MapTiles> tiles) throws Exception {
    map = MapUnderTest.apart(broker, GRID, Duration.ofMillis(SLIDE), tiles);
    window = System.currentTimeMillis() / SLIDE * SLIDE;
    publish(QuoteTopic.LIVE, WEST, 3, 3, QuoteTiming.EARLY);
    publish(QuoteTopic.LIVE, MIDDLE, 4, 2, QuoteTiming.EARLY);
    publish(QuoteTopic.LIVE, EAST, 1_234, 7, QuoteTiming.EARLY);
    browser.resize(1280, 800, false);
    browser.open(map.url());
    Await.until(() -> browser.text("#state"), is("Live"));
    // The page counts, lists and moves the map at once: after this it holds still.
    Await.until(() -> browser.figure("Zones"), is("3"));
    Await.until(() -> browser.texts("#hottest .name"), contains(EAST, MIDDLE));
  }

  @AfterEach
  void closeQuietly() {
    browser.requireQuietConsoleAndNoOtherHost();
    browser.open("about:blank");
    map.close();
  }

  @Test
  void drawsZonesAsSquaresOfOneSizeInTheColoursOfTheirMultipliers() throws Exception {
    CanvasArea west = area(COLOUR_OF_1).orElseThrow();
    CanvasArea middle = area(COLOUR_OF_2).orElseThrow();
    CanvasArea east = area(COLOUR_OF_5).orElseThrow();
    for (CanvasArea cell : List.of(west, middle, east)) {
      assertThat("a square", Math.abs(cell.width() - cell.height()), lessThanOrEqualTo(2L));
      assertThat("of the same size", Math.abs(cell.width() - west.width()), lessThanOrEqualTo(2L));
      assertThat("in a row", Math.abs(cell.middleY() - west.middleY()), lessThanOrEqualTo(1L));
    }
    assertThat(middle.left(), greaterThan(west.right()));
    assertThat(east.left(), greaterThan(middle.right()));
    browser.screenshot("three-zones");
  }

  @Test
  void showsTheExactNumbersOfTheZoneUnderThePointer() throws Exception {
    CanvasArea east = area(COLOUR_OF_5).orElseThrow();
    browser.pointAt(east.middleX(), east.middleY());
    Await.until(() -> browser.text("#tip .zone-id"), is(EAST));
    assertThat(browser.text("#tip .zone-multiplier"), is("×5.00"));
    assertThat(browser.attribute("#tip .zone-multiplier", "value"), is("5"));
    List<String> rows = browser.texts("#tip dd");
    assertThat(rows.subList(0, 2), contains("1,234", "7"));
    assertThat(rows.get(3), is("forecast"));
    assertThat(rows.get(4), containsString("ago"));
    browser.screenshot("pointed-at");
  }

  @Test
  void changesAColourAsSoonAsThePriceChanges() throws Exception {
    publish(QuoteTopic.LIVE, EAST, 4, 2, QuoteTiming.EARLY);
    Await.until(() -> area(COLOUR_OF_5), is(Optional.empty()));
    publish(QuoteTopic.FINAL, WEST, 9, 1, QuoteTiming.ON_TIME);
    Await.until(() -> area(COLOUR_OF_5).isPresent(), is(true));
  }

  @Test
  void returnsAZoneThatGoesQuietToTheMinimumAndThenTakesItOffTheMap() throws Exception {
    publish(QuoteTopic.FINAL, WEST, 8, 4, QuoteTiming.ON_TIME);
    Await.until(() -> area(COLOUR_OF_1), is(Optional.empty()));
    browser.click("#hottest li:first-child button");
    window += SLIDE;
    publish(QuoteTopic.LIVE, EAST, 0, 0, QuoteTiming.ON_TIME);
    Await.until(() -> area(COLOUR_OF_1).isPresent(), is(true));
    Await.until(() -> browser.text("#chosen .zone-multiplier"), is("×1.00"));
    browser.screenshot("gone-quiet");
    Await.until(() -> area(COLOUR_OF_1), is(Optional.empty()));
    Await.until(
        () -> browser.text("#chosen"),
        is(EAST + " has gone quiet and left the map: the minimum applies."));
    browser.screenshot("left");
  }

  @Test
  void greysAZoneThatIsBehindTheOthers() throws Exception {
    window += 3 * SLIDE;
    publish(QuoteTopic.LIVE, MIDDLE, 4, 2, QuoteTiming.EARLY);
    Await.until(() -> area(COLOUR_OF_5), is(Optional.empty()));
    assertThat(area(COLOUR_OF_2).isPresent(), is(true));
    Await.until(() -> browser.texts("#hottest .name"), is(List.of(MIDDLE)));
    browser.screenshot("behind");
  }

  @Test
  void canBeUsedFromTheKeyboard() throws Exception {
    browser.pressTabUntilFocused("#hottest button");
    browser.press(Keys.ARROW_DOWN);
    browser.press(Keys.ENTER);
    Await.until(() -> browser.text("#chosen .zone-id"), is(MIDDLE));
    assertThat(browser.attribute("#hottest li:nth-child(2) button", "aria-pressed"), is("true"));
    Await.until(
        () -> browser.evaluate("document.querySelector('#spoken').textContent"),
        is(MIDDLE + ": multiplier 2.00, demand 4, supply 2"));
  }

  @Test
  void choosesAZoneThatIsClickedAndDrawsItsHistory() throws Exception {
    CanvasArea middle = area(COLOUR_OF_2).orElseThrow();
    for (int i = 1; i <= 4; i++) {
      window += SLIDE;
      publish(QuoteTopic.FINAL, MIDDLE, 4 + i % 2, 2, QuoteTiming.ON_TIME);
    }
    browser.pointAt(middle.middleX(), middle.middleY());
    browser.clickWhereThePointerIs();
    Await.until(() -> browser.text("#chosen .zone-id"), is(MIDDLE));
    Await.until(
        () -> browser.evaluate("document.querySelectorAll('#chosen .history svg').length"), is(2L));
    browser.screenshot("chosen");
  }

  @Test
  void fitsAPhone() throws Exception {
    browser.resize(390, 844, true);
    Await.until(() -> browser.evaluate("innerWidth"), is(390L));
    Await.until(() -> area(COLOUR_OF_5).isPresent(), is(true));
    assertThat(browser.evaluate("document.documentElement.scrollWidth"), is(390L));
    browser.click("#hottest li:first-child button");
    Await.until(() -> browser.text("#chosen .zone-id"), is(EAST));
    browser.screenshot("phone");
  }

  @Test
  void drawsStreetsBelowTheZonesWhereAServerOfThemIsNamed() throws Exception {
    assertThat(browser.evaluate(STREETS), is(false));
    try (TileServer tiles = TileServer.start()) {
      closeQuietly();
      open(Optional.of(tiles.template()));
      Await.until(() -> browser.evaluate(STREETS), is(true));
      assertThat(area(COLOUR_OF_5).isPresent(), is(true));
    }
  }

  @Test
  void countsEventsQuotesAndDeadLettersByReason() throws Exception {
    Await.until(() -> browser.figure("Driver updates"), startsWith("0 ·"));
    for (int i = 0; i < 3; i++) {
      map.send(MapUnderTest.REQUESTS, KEY, NO_JSON);
      sendDeadLetter("too_late");
    }
    sendDeadLetter("<img src=x onerror=alert(1)>");
    map.send(MapUnderTest.LIVE, KEY, NO_JSON);
    Await.until(() -> browser.figure("Ride requests"), startsWith("3 ·"));
    Await.until(() -> browser.figure("Dead letters"), is("3 too late\n1 other"));
    Await.until(() -> browser.figure("Unreadable"), is("1"));
    assertThat(browser.figure("Live quotes"), startsWith("3 ·"));
    assertThat(browser.figure("Zones"), is("3"));
  }

  @Test
  void saysThatItIsReconnectingWhileTheBrokerIsAway() throws Exception {
    int port = broker.port();
    broker.close();
    Await.until(() -> browser.text("#state"), is("Kafka does not answer, reconnecting …"));
    assertThat(area(COLOUR_OF_5).isPresent(), is(true));
    browser.screenshot("reconnecting");
    broker = EmbeddedBroker.start(directory, port);
    Await.until(() -> browser.text("#state"), is("Live"));
    publish(QuoteTopic.LIVE, EAST, 4, 2, QuoteTiming.EARLY);
    Await.until(() -> area(COLOUR_OF_5), is(Optional.empty()));
  }

  private static Optional<CanvasArea> area(int rgb) {
    return CanvasArea.of(browser, rgb);
  }

  private void publish(
      QuoteTopic topic, String zone, long demand, long supply, QuoteTiming timing) {
    double multiplier = demand == 0 ? 1 : Math.min(5, (double) demand / supply);
    map.publish(
        topic,
        new SurgeQuote(
            zone,
            multiplier,
            demand,
            supply,
            window - 30_000,
            window,
            timing,
            0,
            System.currentTimeMillis()));
  }

  private void sendDeadLetter(String reason) {
    byte[] value = reason.getBytes(StandardCharsets.UTF_8);
    map.send(MapUnderTest.DEAD_LETTERS, KEY, NO_JSON, new RecordHeader("reason", value));
  }
}
