package io.surge.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThan;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.surge.domain.DegreeGrid;
import io.surge.domain.RideEvent;
import io.surge.domain.WindowSchedule;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.beam.sdk.util.CoderUtils;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class RideReaderTest {
  private static final PipelineOptions OPTIONS = PipelineOptionsFactory.create();
  private static final long NO_WATERMARK = BoundedWindow.TIMESTAMP_MIN_VALUE.getMillis();

  private static KafkaFixture kafka;

  private String requests;
  private String updates;
  private StartFrom startFrom = new StartFrom.Earliest();
  private int recordsInAPack = 1;
  private @Nullable Duration idleTimeout = Duration.ofSeconds(1);
  private StateSettings state = new StateSettings(Map.of("zoneGrid", "km"));

  @BeforeAll
  static void startKafka() {
    kafka = new KafkaFixture();
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  @BeforeEach
  void createTopics() throws Exception {
    requests = kafka.topic("ride-requests", 2);
    updates = kafka.topic("driver-updates", 1);
  }

  @Test
  void aFreshStartBeginsAtTheEarliestRecordWhateverTheGroupHasCommitted() throws Exception {
    kafka.send(List.of(request(1000), request(2000)));
    kafka.commit("surge-pipeline", new TopicPartition(requests, 0), 1);
    try (RideReader reader = open()) {
      assertThat(read(reader, 2), contains(1000L, 2000L));
    }
  }

  @Test
  void aStartAtTheCommittedOffsetsSkipsWhatWasCommitted() throws Exception {
    kafka.send(List.of(request(1000), request(2000), update(3000)));
    kafka.commit("surge-pipeline", new TopicPartition(requests, 0), 1);
    startFrom = new StartFrom.Committed();
    try (RideReader reader = open()) {
      List<Long> times = read(reader, 2);
      times.sort(null);
      assertThat(times, contains(2000L, 3000L));
    }
  }

  @Test
  void aStartAtTheLatestSkipsWhatIsThere() throws Exception {
    kafka.send(List.of(request(1000)));
    startFrom = new StartFrom.Latest();
    try (RideReader reader = open()) {
      assertThat(reader.start(), is(false));
      kafka.send(List.of(request(2000)));
      assertThat(readOn(reader, 1), contains(2000L));
    }
  }

  @Test
  void aStartAtATimeSkipsRecordsFromBeforeAndWaitsWhereThereAreNone() throws Exception {
    kafka.send(List.of(request(1000), request(2000), update(1500)));
    startFrom = new StartFrom.Timestamp(1501);
    try (RideReader reader = open()) {
      assertThat(read(reader, 1), contains(2000L));
      kafka.send(List.of(update(1400)));
      assertThat(readOn(reader, 1), contains(1400L));
    }
  }

  @Test
  void theFirstBatchIsSmallHoweverMuchThereIsToRead() throws Exception {
    kafka.send(Collections.nCopies(BatchSize.LEAST + 500, request(1000)));
    try (BatchReader reader = new BatchReader(open())) {
      boolean found = reader.start();
      for (long deadline = deadline(); !found && System.nanoTime() < deadline; ) {
        found = reader.advance();
      }
      assertThat(reader.getCurrent().arrivals().size(), is(BatchSize.LEAST));
    }
  }

  @Test
  void readingOnIsWorthItsWhileUntilTheBacklogIsGone() throws Exception {
    recordsInAPack = RideReader.BACKLOG_RECORDS;
    int sent = 10 * RideReader.BACKLOG_RECORDS;
    kafka.send(Collections.nCopies(sent, request(1000)));
    try (RideReader reader = open()) {
      int read = 0;
      boolean found = reader.start();
      for (long deadline = deadline(); read < sent && System.nanoTime() < deadline; ) {
        if (found) {
          read += reader.getCurrent().size();
          // One poll may have been made that is not here yet.
          boolean backlog = sent - read >= 2 * RideReader.BACKLOG_RECORDS;
          assertThat("after " + read, reader.hasNext() || !backlog, is(true));
        }
        found = read < sent && reader.advance();
      }
      assertThat(read, is(sent));
      assertThat(reader.hasNext(), is(false));
    }
  }

  @Test
  void aRestoredReaderGoesOnBehindTheRecordsThatCameTogether() throws Exception {
    recordsInAPack = 2;
    kafka.send(List.of(request(10_000), request(20_000), request(30_000)));
    SavedPositions saved;
    try (RideReader reader = open()) {
      assertThat(read(reader, 1), contains(10_000L));
      assertThat(reader.getCurrent().size(), is(2));
      saved = throughBytes(reader.getCheckpointMark());
    }
    try (RideReader reader = open(saved)) {
      assertThat(read(reader, 1), contains(30_000L));
    }
  }

  @Test
  void aRestoredReaderGoesOnWhereItWasWhateverTheStart() throws Exception {
    idleTimeout = null;
    kafka.send(List.of(request(10_000), request(20_000), request(30_000)));
    SavedPositions saved;
    try (RideReader reader = open()) {
      assertThat(read(reader, 2), contains(10_000L, 20_000L));
      assertThat(reader.getWatermark().getMillis(), is(NO_WATERMARK));
      saved = throughBytes(reader.getCheckpointMark());
    }
    startFrom = new StartFrom.Latest();
    try (RideReader reader = open(saved)) {
      assertThat(read(reader, 1), contains(30_000L));
    }
  }

  @Test
  void positionsAreSavedWithTheWatermarksOfTheirPartitions() throws Exception {
    idleTimeout = null;
    kafka.send(List.of(request(10_000), update(20_000)));
    try (RideReader reader = open()) {
      read(reader, 2);
      reader.getWatermark();
      assertThat(
          throughBytes(reader.getCheckpointMark()).positions(),
          contains(
              new SavedPositions.Position(new TopicPartition(requests, 0), 1, 5000),
              new SavedPositions.Position(new TopicPartition(requests, 1), 0, NO_WATERMARK),
              new SavedPositions.Position(new TopicPartition(updates, 0), 1, 15_000)));
    }
  }

  @Test
  void aSavedReaderOfOtherTopicsIsRefusedInOneLine() {
    RideSource saved = source().split(1, OPTIONS).get(0);
    String former = requests;
    requests = "others";
    KafkaSetupException refused =
        assertThrows(KafkaSetupException.class, () -> saved.openReader(OPTIONS, null, 1));
    assertThat(
        refused.getMessage(),
        is(
            "the saved job read topic "
                + former
                + ", which is neither --rideRequestsTopic nor --driverUpdatesTopic: give it the"
                + " same topics, or start it fresh"));
  }

  @Test
  void aRestoredReaderIsHeldAgainstTheSettingsItWasSavedWith() throws Exception {
    SavedPositions saved;
    try (RideReader reader = open()) {
      reader.start();
      saved = throughBytes(reader.getCheckpointMark());
    }
    assertThat(saved.madeWith(), is(state));
    state = new StateSettings(Map.of("zoneGrid", "degrees"));
    RideSource restored = new RideSource(new Strict()).split(1, OPTIONS).get(0);
    IllegalStateException refused =
        assertThrows(IllegalStateException.class, () -> restored.openReader(OPTIONS, saved, 1));
    assertThat(
        refused.getMessage(),
        is(List.of(new StateSettings.Change("zoneGrid", "km", "degrees")).toString()));
  }

  @Test
  void everyPartitionBelongsToOneSplit() {
    List<List<TopicPartition>> dealt =
        source().split(2, OPTIONS).stream().map(RideSource::partitions).toList();
    assertThat(
        dealt,
        contains(
            List.of(new TopicPartition(requests, 0), new TopicPartition(updates, 0)),
            List.of(new TopicPartition(requests, 1))));
  }

  @Test
  void partitionsThatNeverHeldARecordDoNotHoldTheWatermark() throws Exception {
    long before = System.currentTimeMillis();
    try (RideReader reader = open()) {
      reader.start();
      await(reader, () -> reader.getWatermark().getMillis() > before - 5000);
    }
  }

  @Test
  void aTransactionsMarkersAtTheEndAreNothingLeftToRead() throws Exception {
    long before = System.currentTimeMillis();
    try (KafkaProducer<byte[], byte[]> producer = kafka.transactionalProducer()) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(request(1000)).get();
      producer.commitTransaction();
      producer.beginTransaction();
      producer.send(request(2000)).get();
      producer.abortTransaction();
    }
    try (RideReader reader = open()) {
      assertThat(read(reader, 1), contains(1000L));
      await(reader, () -> reader.getWatermark().getMillis() > before - 5000);
    }
  }

  @Test
  void anOpenTransactionIsSomethingLeftToRead() throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = kafka.transactionalProducer()) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(request(1000)).get();
      try (RideReader reader = open()) {
        reader.start();
        readUntilOthersIdle(reader);
        assertThat(reader.getWatermark().getMillis(), is(NO_WATERMARK));
        producer.commitTransaction();
        assertThat(readOn(reader, 1), contains(1000L));
      }
    }
  }

  @Test
  void inAReplayAnEmptyPartitionIsLeftOut() throws Exception {
    idleTimeout = null;
    kafka.send(List.of(request(10_000), update(20_000)));
    try (RideReader reader = open()) {
      reader.start();
      await(reader, () -> reader.getWatermark().getMillis() == 5000);
    }
  }

  @Test
  void aReplayThatHasNotBegunStandsStill() throws Exception {
    idleTimeout = null;
    try (RideReader reader = open()) {
      reader.start();
      idleTimeout = Duration.ofSeconds(6);
      readUntilOthersIdle(reader);
      assertThat(reader.getWatermark().getMillis(), is(NO_WATERMARK));
    }
  }

  /** Goes on until another reader, of empty topics, idles: this one had its chance to be wrong. */
  private void readUntilOthersIdle(RideReader reader) throws Exception {
    createTopics();
    long before = System.currentTimeMillis();
    try (RideReader other = open()) {
      other.start();
      await(
          other,
          () -> {
            reader.getWatermark();
            return other.getWatermark().getMillis() > before - 5000;
          });
    }
  }

  /** Refuses all that differs, in its own words. */
  private final class Strict implements ReadSettings.FromOptions {
    private static final long serialVersionUID = 1;

    @Override
    public ReadSettings of(PipelineOptions options) {
      return settings();
    }

    @Override
    public void requireSame(StateSettings asked, StateSettings saved) {
      throw new IllegalStateException(asked.changesFrom(saved).toString());
    }
  }

  private RideReader open() throws Exception {
    return open(null);
  }

  private RideReader open(@Nullable SavedPositions saved) throws Exception {
    return source().split(1, OPTIONS).get(0).openReader(OPTIONS, saved, recordsInAPack);
  }

  private RideSource source() {
    return new RideSource(options -> settings());
  }

  private ReadSettings settings() {
    return new ReadSettings(
        kafka.connection(),
        requests,
        updates,
        startFrom,
        new DegreeGrid(),
        new WindowSchedule(30_000, 5000, 30_000),
        Duration.ofSeconds(30),
        new WatermarkRule(Duration.ofSeconds(5), idleTimeout),
        Duration.ofSeconds(60),
        state);
  }

  private static SavedPositions throughBytes(SavedPositions saved) throws Exception {
    return CoderUtils.clone(new SavedPositionsCoder(), saved);
  }

  /** Starts the reader and gives the times of its first events. */
  private static List<Long> read(RideReader reader, int count) throws Exception {
    List<Long> times = new ArrayList<>();
    if (reader.start()) {
      times.add(timeOfCurrent(reader));
    }
    times.addAll(readOn(reader, count - times.size()));
    return times;
  }

  private static List<Long> readOn(RideReader reader, int count) throws Exception {
    List<Long> times = new ArrayList<>();
    long deadline = deadline();
    while (times.size() < count && System.nanoTime() < deadline) {
      if (reader.advance()) {
        times.add(timeOfCurrent(reader));
      }
    }
    return times;
  }

  private static long timeOfCurrent(RideReader reader) {
    RideEvent event = ((Arrival.Accepted) reader.getCurrent().get(0)).event();
    assertThat(reader.getCurrentTimestamp().getMillis(), is(event.timestamp()));
    return event.timestamp();
  }

  /** Reads on until the condition holds. */
  private static void await(RideReader reader, BooleanSupplier condition) throws Exception {
    long deadline = deadline();
    while (!condition.getAsBoolean()) {
      assertThat("in time", System.nanoTime(), lessThan(deadline));
      reader.advance();
    }
  }

  private static long deadline() {
    return System.nanoTime() + Duration.ofSeconds(60).toNanos();
  }

  private ProducerRecord<byte[], byte[]> request(long time) {
    String json = "{\"user_id\":\"ana\",\"latitude\":0,\"longitude\":0,\"timestamp\":" + time + "}";
    return new ProducerRecord<>(requests, 0, time, null, json.getBytes(UTF_8));
  }

  private ProducerRecord<byte[], byte[]> update(long time) {
    String json =
        "{\"driver_id\":\"bo\",\"latitude\":0,\"longitude\":0,\"available\":true,\"timestamp\":"
            + time
            + "}";
    return new ProducerRecord<>(updates, 0, time, null, json.getBytes(UTF_8));
  }
}
