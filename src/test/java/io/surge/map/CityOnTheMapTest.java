package io.surge.map;

import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.surge.domain.ZoneGrid;
import io.surge.map.PublishedQuotes.Shown;
import io.surge.tools.EmbeddedBroker;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
      browser.open(map.url());
      Await.until(() -> browser.text("#state"), is("Live"));
      Await.until(this::zonesOnTheMap, greaterThan(zones));
      for (int look = 0; look < LOOKS; look++) {
        Shown shown = Await.until(this::chosenOrHottest, notNullValue());
        Await.until(published::all, hasItem(shown));
      }
      browser.screenshot(screenshot);
      browser.requireQuietConsoleAndNoOtherHost();
      browser.open("about:blank");
    }
  }

  private int zonesOnTheMap() {
    List<String> names = browser.texts("#figures dt");
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).startsWith("Zones")) {
        String first = browser.texts("#figures dd").get(i).split(" ", 2)[0];
        return Integer.parseInt(first.replace(",", ""));
      }
    }
    return 0;
  }

  /** The chosen zone. Where there is none, or it has left, the hottest is chosen for next time. */
  private Shown chosenOrHottest() {
    Shown chosen = chosen();
    if (chosen == null) {
      browser.evaluate("document.querySelector('#hottest li:not([hidden]) button')?.click()");
    }
    return chosen;
  }

  /** All of the chosen zone's numbers as they are on the page at one moment. */
  private Shown chosen() {
    Object found =
        browser.evaluate(
            """
            (() => {
              const card = document.querySelector("#chosen .zone-card");
              if (!card) return null;
              const text = (selector) => card.querySelector(selector).textContent;
              const count = (n) => text(`dd:nth-of-type(${n})`).replaceAll(",", "");
              return {
                zone: text(".zone-id"), multiplier: card.querySelector("data").value,
                demand: count(1), supply: count(2),
              };
            })()""");
    if (!(found instanceof Map<?, ?> card)) {
      return null;
    }
    return new Shown(
        (String) card.get("zone"),
        Double.parseDouble((String) card.get("multiplier")),
        Long.parseLong((String) card.get("demand")),
        Long.parseLong((String) card.get("supply")));
  }
}
