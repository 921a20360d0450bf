package io.surge.map;

import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.surge.domain.ZoneGrid;
import io.surge.map.PointedCell.Pixel;
import io.surge.testing.Await;
import io.surge.tools.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hamcrest.CustomTypeSafeMatcher;
import org.hamcrest.Matcher;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page in a browser, on what the real pipeline makes of a city's events. */
@Timeout(420)
@Tag("browser")
final class CityOnTheMapTest {
  private static final Path CABS = Path.of("../shared/data/sf-cabs-2008-06-06");
  private static final int LOOKS = 20;

  private Browser browser;
  private EmbeddedBroker broker;
  private PipelineBeside pipeline;

  @BeforeEach
  void start() {
    browser = Browser.start();
    broker = EmbeddedBroker.startTemporary();
    pipeline = PipelineBeside.start(broker);
  }

  @AfterEach
  void stop() {
    if (pipeline != null) {
      pipeline.close();
      broker.close();
    }
    if (browser != null) {
      browser.close();
    }
  }

  @Test
  void showsASimulatedCityAsThePipelinePricesIt() throws Exception {
    pipeline.feed("simulate", "--rate=500", "--zones=100", "--rushPeriod=1m");
    requireThatThePageShowsWhatIsPublished("simulated-city", 50);
  }

  @Test
  void showsARecordedDayAsThePipelinePricesIt() throws Exception {
    assumeTrue(Files.isDirectory(CABS), "SKIPPED: the recorded day of cabs is not in " + CABS);
    pipeline.feed(
        "replay",
        "--rideRequests=" + CABS.resolve("ride-requests.jsonl.gz"),
        "--driverUpdates=" + CABS.resolve("driver-updates.jsonl.gz"),
        "--speed=60");
    requireThatThePageShowsWhatIsPublished("recorded-day", 50);
  }

  private void requireThatThePageShowsWhatIsPublished(String screenshot, int zones)
      throws Exception {
    try (MapUnderTest map = MapUnderTest.of(broker, ZoneGrid.named("km"));
        PublishedQuotes published = PublishedQuotes.of(broker)) {
      browser.resize(1280, 800, false);
      browser.open(map.url());
      Await.until(() -> browser.text("#state"), is("Live"));
      Await.until(this::zonesOnTheMap, greaterThan(zones));
      for (int looks = 0; looks < LOOKS; ) {
        Optional<PointedCell> cell = pointAtACell(looks);
        if (cell.isPresent()) {
          Await.until(published::all, hasItem(cell.get().shown()));
          looks++;
        }
      }
      takePictures(screenshot);
      browser.requireQuietConsoleAndNoOtherHost();
      browser.open("about:blank");
    }
  }

  private int zonesOnTheMap() {
    String zones = browser.figure("Zones").split(" ", 2)[0].replace(",", "");
    return zones.isEmpty() ? 0 : Integer.parseInt(zones);
  }

  /** What the page says of a cell, once it has drawn it in its colour; none if the cell left. */
  private Optional<PointedCell> pointAtACell(int turn) throws Exception {
    List<Pixel> pixels = Await.until(() -> PointedCell.pixels(browser), not(empty()));
    Pixel pixel = pixels.get(pixels.size() / LOOKS * turn % pixels.size());
    browser.pointAt(pixel.x(), pixel.y());
    return Await.until(() -> PointedCell.at(pixel, browser), isInItsColourIfThere());
  }

  private static Matcher<Optional<PointedCell>> isInItsColourIfThere() {
    return new CustomTypeSafeMatcher<>("a cell in the colour of its multiplier, or none") {
      @Override
      protected boolean matchesSafely(Optional<PointedCell> cell) {
        return cell.map(PointedCell::hasTheColourOfItsMultiplier).orElse(true);
      }
    };
  }

  private void takePictures(String name) throws Exception {
    Await.until(() -> browser.texts("#hottest .name"), not(empty()));
    browser.click("#hottest li:first-child button");
    browser.screenshot(name);
    browser.resize(390, 844, true);
    browser.screenshot(name + "-on-a-phone");
  }
}
