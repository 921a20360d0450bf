package io.surge.tools.city;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.not;

import io.surge.domain.KilometreGrid;
import io.surge.domain.RejectionReason;
import io.surge.domain.RideEvent;
import io.surge.kafka.Decoded;
import io.surge.kafka.RideEventJson;
import io.surge.kafka.RideTopic;
import io.surge.tools.TopicRole;
import io.surge.tools.city.CityEvent.DriverSeen;
import io.surge.tools.city.CityEvent.RiderAsked;
import io.surge.tools.load.TimedRecord;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class CityLoadTest {
  private static final long START = 1_700_000_000_000L;
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Duration PING = Duration.ofSeconds(5);
  private static final CityLife LIFE = life(7);
  private static final Disturbances NONE = new Disturbances(Duration.ZERO, 0, Duration.ZERO, 0);
  private static final Disturbances LATE =
      new Disturbances(Duration.ofSeconds(2), 0.05, Duration.ofSeconds(40), 0);
  private static final Disturbances BROKEN =
      new Disturbances(Duration.ZERO, 0, Duration.ZERO, 0.02);

  @Test
  void isTheSameForTheSameSeedAndStart() {
    assertThat(records(LIFE, LATE), is(records(LIFE, LATE)));
    assertThat(records(LIFE, BROKEN), is(records(LIFE, BROKEN)));
  }

  @Test
  void isAnotherForAnotherSeed() {
    assertThat(records(life(8), LATE), is(not(records(LIFE, LATE))));
  }

  @Test
  void sendsAsManyAsTheRateSays() {
    List<TimedRecord> records = records(LIFE, NONE);
    assertThat(count(records, TopicRole.RIDE_REQUESTS), is(4_146L));
    assertThat(count(records, TopicRole.DRIVER_UPDATES), is(12_067L));
  }

  @Test
  void writesTheFieldsOfTheTopics() {
    Place place = new Place(1, -2);
    RecordText text = new RecordText();
    assertThat(
        new String(text.write(new DriverSeen(12, place, true, START)), UTF_8),
        is(
            "{\"driver_id\":\"driver-12\",\"latitude\":36.112014,\"longitude\":-115.158865,"
                + "\"available\":true,\"timestamp\":1700000000000}"));
    assertThat(
        new String(text.write(new RiderAsked(34, place, START)), UTF_8),
        is(
            "{\"user_id\":\"rider-34\",\"latitude\":36.112014,\"longitude\":-115.158865,"
                + "\"timestamp\":1700000000000}"));
  }

  @Test
  void sendsInOrderAndNothingBeforeItHappened() {
    long before = START;
    for (TimedRecord record : records(LIFE, LATE)) {
      assertThat(record.at(), is(greaterThanOrEqualTo(before)));
      assertThat(record.timestamp(), is(record.at()));
      assertThat(delay(record), is(greaterThanOrEqualTo(0L)));
      assertThat(delay(record), is(lessThanOrEqualTo(40_000L)));
      before = record.at();
    }
    assertThat(before, is(lessThan(START + MINUTE.toMillis())));
  }

  @Test
  void makesTheAskedShareLateFromTheFirstSecondOn() {
    List<TimedRecord> records = records(LIFE, LATE);
    Predicate<TimedRecord> late = record -> delay(record) >= 20_000;
    assertThat(share(records, late), is(closeTo(0.05, 0.01)));
    assertThat(share(records.subList(0, 300), late), is(closeTo(0.05, 0.03)));
  }

  @Test
  void breaksTheAskedShareInEveryWayThatIsRejected() {
    List<TimedRecord> records = records(LIFE, BROKEN);
    assertThat(share(records, record -> reason(record).isPresent()), is(closeTo(0.02, 0.004)));
    Set<RejectionReason> reasons =
        records.stream()
            .flatMap(record -> reason(record).stream())
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(RejectionReason.class)));
    assertThat(reasons, is(EnumSet.complementOf(EnumSet.of(RejectionReason.TOO_LATE))));
  }

  private static CityLife life(long seed) {
    return new CityLife(seed, START, 100, 1000, PING, 50, Duration.ofMinutes(4));
  }

  private static List<TimedRecord> records(CityLife life, Disturbances disturbances) {
    List<TimedRecord> records = new ArrayList<>();
    new CityLoad(life, disturbances, MINUTE).forEachRemaining(records::add);
    return records;
  }

  private static long count(List<TimedRecord> records, TopicRole topic) {
    return records.stream().filter(record -> record.topic() == topic).count();
  }

  private static double share(List<TimedRecord> records, Predicate<TimedRecord> which) {
    return (double) records.stream().filter(which).count() / records.size();
  }

  private static long delay(TimedRecord record) {
    RideEvent event = ((Decoded.Event) decode(record)).event();
    return record.at() - event.timestamp();
  }

  private static Optional<RejectionReason> reason(TimedRecord record) {
    Decoded decoded = decode(record);
    if (decoded instanceof Decoded.Rejection rejection) {
      return Optional.of(rejection.reason());
    }
    long timestamp = ((Decoded.Event) decoded).event().timestamp();
    return timestamp > record.timestamp() + MINUTE.toMillis()
        ? Optional.of(RejectionReason.FUTURE_TIMESTAMP)
        : Optional.empty();
  }

  private static Decoded decode(TimedRecord record) {
    return new RideEventJson(new KilometreGrid())
        .decode(RideTopic.valueOf(record.topic().name()), record.value());
  }
}
