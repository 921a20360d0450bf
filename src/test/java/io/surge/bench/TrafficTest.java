package io.surge.bench;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.is;

import io.surge.domain.DriverUpdate;
import io.surge.domain.KilometreGrid;
import io.surge.domain.RideEvent;
import io.surge.domain.Zone;
import io.surge.kafka.Decoded;
import io.surge.kafka.RideEventJson;
import io.surge.kafka.RideTopic;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class TrafficTest {
  private static final InputTopics TOPICS = new InputTopics("requests", "updates");
  private static final long START = 1_700_000_000_000L;
  private static final int EVENTS = 20_000;

  @Test
  void everyEventIsOneThatThePipelineTakes() {
    assertThat(events(traffic(0)).size(), is(EVENTS));
  }

  @Test
  void requestsAndUpdatesComeByTurnsOverAllPartitions() {
    Map<TopicPartition, Long> sent =
        records(traffic(0)).stream()
            .collect(
                groupingBy(
                    record -> new TopicPartition(record.topic(), record.partition()), counting()));

    assertThat(sent.size(), is(8));
    sent.values().forEach(count -> assertThat(count, is(EVENTS / 8L)));
  }

  @Test
  void timesAdvanceAtTheirPaceAndAreThoseOfTheRecords() {
    List<RideEvent> events = events(traffic(0));
    List<ProducerRecord<byte[], byte[]>> records = records(traffic(0));

    assertThat(events.get(0).timestamp(), is(START));
    assertThat(events.get(EVENTS - 1).timestamp(), is(START + 19_999));
    for (int i = 0; i < EVENTS; i++) {
      assertThat(records.get(i).timestamp(), is(events.get(i).timestamp()));
    }
  }

  @Test
  void eightOfTenDriversAreFree() {
    long free =
        events(traffic(0)).stream()
            .filter(event -> event instanceof DriverUpdate update && update.available())
            .count();

    assertThat(free, is(EVENTS / 2 * 8 / 10L));
  }

  @Test
  void anEvenSpreadReachesAllZones() {
    assertThat(events(traffic(0)).stream().map(RideEvent::zone).distinct().count(), is(100L));
  }

  @Test
  void aHotZoneHasItsShareOfRidersAndDrivers() {
    long most =
        events(traffic(0.5)).stream()
            .collect(groupingBy(RideEvent::zone, counting()))
            .values()
            .stream()
            .mapToLong(Long::longValue)
            .max()
            .orElseThrow();

    assertThat((double) most / EVENTS, closeTo(0.505, 0.02));
  }

  @Test
  void eachOfManyZonesHasOneFreeDriverThatStays() {
    int zones = EVENTS / 4;
    List<DriverUpdate> updates =
        events(Traffic.oneDriverAZone(20, TOPICS, ZonePlaces.square(zones), START)).stream()
            .filter(DriverUpdate.class::isInstance)
            .map(DriverUpdate.class::cast)
            .toList();

    Map<Zone, List<DriverUpdate>> byZone = updates.stream().collect(groupingBy(RideEvent::zone));
    assertThat(byZone.size(), is(zones));
    for (List<DriverUpdate> ofZone : byZone.values()) {
      assertThat(ofZone.size(), is(2));
      assertThat(ofZone.stream().map(DriverUpdate::driverId).distinct().count(), is(1L));
      assertThat(ofZone.get(1).timestamp() - ofZone.get(0).timestamp(), is(20_000L));
      assertThat(ofZone.stream().allMatch(DriverUpdate::available), is(true));
    }
  }

  private static Traffic traffic(double hotShare) {
    return new Traffic(TOPICS, ZonePlaces.square(100), hotShare, 1000, START);
  }

  private static List<ProducerRecord<byte[], byte[]>> records(Traffic traffic) {
    return LongStream.range(0, EVENTS).mapToObj(traffic::record).toList();
  }

  private static List<RideEvent> events(Traffic traffic) {
    RideEventJson json = new RideEventJson(new KilometreGrid());
    return records(traffic).stream()
        .map(
            record ->
                json.decode(
                    record.topic().equals(TOPICS.rideRequests())
                        ? RideTopic.RIDE_REQUESTS
                        : RideTopic.DRIVER_UPDATES,
                    record.value()))
        .map(decoded -> ((Decoded.Event) decoded).event())
        .toList();
  }
}
