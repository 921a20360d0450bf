package io.surge.tools.redrive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.surge.kafka.KafkaConnection;
import io.surge.kafka.KafkaSetupException;
import io.surge.tools.EmbeddedBroker;
import io.surge.tools.TopicCreation;
import io.surge.tools.TopicNames;
import io.surge.tools.TopicPlan;
import io.surge.tools.redrive.RedriveReport.Count;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
final class RedriveTest {
  private static final String LETTERS = "surge-dead-letters";
  private static final long LONG_AGO = 1_000_000_000_000L;

  private EmbeddedBroker broker;
  private KafkaConnection connection;
  private KafkaProducer<String, String> producer;

  @BeforeEach
  void start() {
    broker = EmbeddedBroker.startTemporary();
    connection = new KafkaConnection(broker.bootstrapServers(), null);
    TopicCreation.create(
        connection,
        new TopicNames(),
        TopicPlan.read(TopicPlan.DEFAULT_FILE).withInputPartitions(1).withoutRetention());
    producer =
        new KafkaProducer<>(
            connection.clientProperties(), new StringSerializer(), new StringSerializer());
  }

  @AfterEach
  void stop() {
    producer.close();
    broker.close();
  }

  @Test
  void sendsBackEachRecordOnceHoweverOftenItsLetterLiesThere() throws Exception {
    letter("too_late", "ride-requests", 0, 17, "ana", "late");
    letter("too_late", "ride-requests", 0, 17, "ana", "late");
    letter("too_late", "ride-requests", 1, 17, "ben", "late too");
    letter("too_late", "driver-updates", 0, 17, null, "late driver");

    RedriveReport report = redrive("too_late").run();

    assertThat(report.byReason(), is(Map.of("too_late", new Count(4, 0, 3))));
    assertThat(sentTo("ride-requests"), contains("ana=late", "ben=late too"));
    assertThat(sentTo("driver-updates"), contains("null=late driver"));
  }

  @Test
  void leavesWhatWasRejectedForOtherReasons() throws Exception {
    letter("too_late", "ride-requests", 0, 1, "ana", "late");
    letter("invalid_json", "ride-requests", 0, 2, "ben", "{");

    RedriveReport report = redrive("too_late").run();

    assertThat(
        report.byReason(),
        is(Map.of("too_late", new Count(1, 0, 1), "invalid_json", new Count(1, 0, 0))));
    assertThat(sentTo("ride-requests"), contains("ana=late"));
  }

  @Test
  void leavesWhatAnEarlierRunHasSentBack() throws Exception {
    letter("too_late", "ride-requests", 0, 1, "ana", "late");
    letter("invalid_id", "ride-requests", 0, 2, "ben", "nobody");
    redrive("too_late").run();
    letter("too_late", "ride-requests", 0, 1, "ana", "late");
    letter("too_late", "ride-requests", 0, 3, "cleo", "later");

    RedriveReport report = redrive("too_late", "invalid_id").run();

    assertThat(
        report.byReason(),
        is(Map.of("too_late", new Count(3, 1, 1), "invalid_id", new Count(1, 0, 1))));
    assertThat(sentTo("ride-requests"), contains("ana=late", "ben=nobody", "cleo=later"));
  }

  @Test
  void onlyCountsInADryRun() throws Exception {
    letter("too_late", "ride-requests", 0, 1, "ana", "late");

    assertThat(
        redrive("too_late").rehearse().byReason(), is(Map.of("too_late", new Count(1, 0, 1))));
    assertThat(sentTo("ride-requests"), is(empty()));
    assertThat(redrive("too_late").run().byReason(), is(Map.of("too_late", new Count(1, 0, 1))));
  }

  @Test
  void stampsRecordsWithTheTimeOfSending() throws Exception {
    letter("too_late", "ride-requests", 0, 1, "ana", "late");
    long before = System.currentTimeMillis();

    redrive("too_late").run();

    ConsumerRecord<byte[], byte[]> record = records("ride-requests").get(0);
    assertThat(record.timestamp() >= before, is(true));
    assertThat(record.headers().toArray().length, is(0));
  }

  @Test
  void passesOverWhatIsNoDeadLetter() throws Exception {
    producer.send(new ProducerRecord<>(LETTERS, "who", "knows")).get();

    RedriveReport report = redrive("too_late").run();

    assertThat(report.strangers(), is(1L));
    assertThat(report.byReason(), is(Map.of()));
  }

  @Test
  void saysThatATopicIsGone() throws Exception {
    letter("too_late", "closed-topic", 0, 1, "ana", "late");

    KafkaSetupException refused =
        assertThrows(KafkaSetupException.class, () -> redrive("too_late").run());

    assertThat(refused.getMessage(), containsString("topic closed-topic not found"));
  }

  private Redrive redrive(String... reasons) {
    return new Redrive(connection, LETTERS, Set.of(reasons));
  }

  private void letter(
      String reason, String topic, int partition, long offset, String key, String value)
      throws Exception {
    ProducerRecord<String, String> record =
        new ProducerRecord<>(LETTERS, null, LONG_AGO, key, value);
    record.headers().add("reason", reason.getBytes(UTF_8));
    record.headers().add("detail", "for a test".getBytes(UTF_8));
    record.headers().add("source.topic", topic.getBytes(UTF_8));
    record.headers().add("source.partition", String.valueOf(partition).getBytes(UTF_8));
    record.headers().add("source.offset", String.valueOf(offset).getBytes(UTF_8));
    producer.send(record).get();
  }

  private List<String> sentTo(String topic) {
    return records(topic).stream()
        .map(record -> text(record.key()) + "=" + text(record.value()))
        .toList();
  }

  private List<ConsumerRecord<byte[], byte[]>> records(String topic) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (LetterTopic all = new LetterTopic(connection, topic)) {
      all.read(records::add);
    }
    return records;
  }

  private static String text(byte[] bytes) {
    return bytes == null ? "null" : new String(bytes, UTF_8);
  }
}
