package io.surge.tools.city;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;

import io.surge.tools.city.CityEvent.DriverSeen;
import io.surge.tools.city.CityEvent.RiderAsked;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** What a person would look for who doubts that this is a city. */
final class SimulatedCityTest {
  private static final long START = 1_700_000_000_000L;
  private static final long PERIOD = Duration.ofMinutes(4).toMillis();
  private static final CityLife LIFE =
      new CityLife(3, START, 400, 2000, Duration.ofSeconds(5), 40, Duration.ofMillis(PERIOD));
  private static final List<CityEvent> EVENTS = events(2 * PERIOD);

  @Test
  void happensInTheOrderOfTime() {
    long before = START;
    for (CityEvent event : EVENTS) {
      assertThat(event.timestamp(), is(greaterThanOrEqualTo(before)));
      before = event.timestamp();
    }
  }

  @Test
  void noDriverIsFasterThanTrafficAllows() {
    Map<Integer, DriverSeen> last = new HashMap<>();
    for (DriverSeen now : seen(EVENTS)) {
      DriverSeen before = last.put(now.driver(), now);
      if (before != null) {
        double hours = (now.timestamp() - before.timestamp()) / 3_600_000.0;
        double distance = before.place().drivingDistance(now.place());
        assertThat(distance, is(lessThanOrEqualTo(50 * hours + 1e-9)));
      }
    }
    assertThat(last.size(), is(LIFE.drivers()));
  }

  @Test
  void everyDriverTellsWhereItIsAtLeastAtEveryInterval() {
    Map<Integer, Long> last = new HashMap<>();
    for (DriverSeen now : seen(EVENTS)) {
      long before = last.getOrDefault(now.driver(), START);
      assertThat(now.timestamp() - before, is(lessThanOrEqualTo(5000L)));
      last.put(now.driver(), now.timestamp());
    }
  }

  @Test
  void driversAreHiredAndBecomeFreeElsewhere() {
    Map<Integer, DriverSeen> hired = new HashMap<>();
    List<Double> rides = new ArrayList<>();
    Map<Integer, Boolean> wasFree = new HashMap<>();
    for (DriverSeen now : seen(EVENTS)) {
      boolean before = wasFree.getOrDefault(now.driver(), false);
      wasFree.put(now.driver(), now.available());
      if (before && !now.available()) {
        hired.put(now.driver(), now);
      } else if (!before && now.available() && hired.containsKey(now.driver())) {
        rides.add(hired.remove(now.driver()).place().drivingDistance(now.place()));
      }
    }
    assertThat(rides.size(), is(greaterThan(100)));
    assertThat(mean(rides), is(closeTo(5, 3)));
  }

  @Test
  void aboutTwoOfFiveDriversAreFree() {
    List<DriverSeen> second = seen(EVENTS.subList(EVENTS.size() / 2, EVENTS.size()));
    assertThat(share(second, DriverSeen::available), is(closeTo(0.4, 0.1)));
  }

  @Test
  void ridersComeTogetherAtTheHotSpots() {
    Place boulevard = new Place(-0.2, -1.7);
    List<RiderAsked> riders = asked(EVENTS);
    double here = share(riders, rider -> rider.place().drivingDistance(boulevard) < 1);
    double twoSquareKilometres = 2.0 / LIFE.zones();
    assertThat(here, is(greaterThan(10 * twoSquareKilometres)));
  }

  @Test
  void moreRidersAskInTheRush() {
    double rush = requestsAbout(START + PERIOD / 4);
    double calm = requestsAbout(START + 3 * PERIOD / 4);
    assertThat(rush / calm, is(closeTo(4, 0.3)));
  }

  @Test
  void nobodyLeavesTheCity() {
    for (CityEvent event : EVENTS) {
      assertThat(Math.abs(event.place().east()), is(lessThanOrEqualTo(10.0)));
      assertThat(Math.abs(event.place().north()), is(lessThanOrEqualTo(10.0)));
    }
  }

  private static double requestsAbout(long time) {
    return asked(EVENTS).stream()
        .filter(rider -> Math.abs(rider.timestamp() - time) < 10_000)
        .count();
  }

  private static List<CityEvent> events(long milliseconds) {
    SimulatedCity city = new SimulatedCity(LIFE);
    List<CityEvent> events = new ArrayList<>();
    CityEvent event = city.next();
    while (event.timestamp() < START + milliseconds) {
      events.add(event);
      event = city.next();
    }
    return events;
  }

  private static List<DriverSeen> seen(List<CityEvent> events) {
    return events.stream()
        .filter(DriverSeen.class::isInstance)
        .map(DriverSeen.class::cast)
        .toList();
  }

  private static List<RiderAsked> asked(List<CityEvent> events) {
    return events.stream()
        .filter(RiderAsked.class::isInstance)
        .map(RiderAsked.class::cast)
        .toList();
  }

  private static <T> double share(List<T> all, Predicate<T> which) {
    return (double) all.stream().filter(which).count() / all.size();
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }
}
