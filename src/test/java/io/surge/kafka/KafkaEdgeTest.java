package io.surge.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.is;

import io.surge.domain.DegreeGrid;
import io.surge.domain.QuoteTiming;
import io.surge.domain.RejectionReason;
import io.surge.domain.RideEvent;
import io.surge.domain.SurgeQuote;
import io.surge.domain.WindowSchedule;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.beam.runners.direct.DirectRunner;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.PipelineResult;
import org.apache.beam.sdk.options.PipelineOptions;
import org.apache.beam.sdk.options.PipelineOptionsFactory;
import org.apache.beam.sdk.transforms.Create;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.PCollectionTuple;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** From topics to topics through Beam, on a real broker. */
@Timeout(180)
class KafkaEdgeTest {
  private static final byte[] KEY = {0, -1, 7};

  private static KafkaFixture kafka;

  @BeforeAll
  static void startKafka() {
    kafka = new KafkaFixture();
  }

  @AfterAll
  static void stopKafka() {
    kafka.close();
  }

  /** A dead letter as its consumer sees it. */
  private record Letter(String key, String value, List<String> headers) {

    static Letter of(ConsumerRecord<byte[], byte[]> record) {
      return new Letter(
          Arrays.toString(record.key()),
          Arrays.toString(record.value()),
          StreamSupport.stream(record.headers().spliterator(), false)
              .map(header -> header.key() + "=" + new String(header.value(), UTF_8))
              .toList());
    }

    static Letter of(
        byte @Nullable [] key,
        byte @Nullable [] value,
        RejectionReason reason,
        String detail,
        String topic,
        long offset) {
      return new Letter(
          Arrays.toString(key),
          Arrays.toString(value),
          List.of(
              "reason=" + reason.code(),
              "detail=" + detail,
              "source.topic=" + topic,
              "source.partition=0",
              "source.offset=" + offset));
    }
  }

  @Test
  void whatIsNoEventIsHandedBackByteForByte() throws Exception {
    String requests = kafka.topic("ride-requests", 1);
    String updates = kafka.topic("driver-updates", 1);
    String letters = kafka.topic("surge-dead-letters", 2);
    String accepted = kafka.topic("accepted", 1);
    byte[] noText = {'{', -1, 0, '}'};
    byte[] noLatitude = "{\"driver_id\":\"bo\"}".getBytes(UTF_8);
    kafka.send(
        List.of(
            record(requests, KEY, noText),
            record(requests, KEY, request(1000)),
            record(requests, null, null),
            record(requests, null, new byte[0]),
            record(requests, new byte[0], "{}".getBytes(UTF_8)),
            record(updates, KEY, noLatitude)));

    Pipeline pipeline = Pipeline.create(onDirectRunner());
    PCollectionTuple read =
        pipeline.apply("Read", ReadRideEvents.with(new Settings(settings(requests, updates))));
    read.get(ReadRideEvents.REJECTED)
        .apply("Reject", WriteDeadLetters.to(kafka.connection(), letters));
    read.get(ReadRideEvents.EVENTS)
        .apply("Quote", ParDo.of(new QuoteTheTime()))
        .apply("Accept", WriteQuotes.atLeastOnce(kafka.connection(), accepted));
    PipelineResult running = pipeline.run();
    List<Letter> received =
        kafka.receive(letters, 5).stream().map(Letter::of).collect(Collectors.toList());
    ConsumerRecord<byte[], byte[]> quote = kafka.receive(accepted, 1).get(0);
    running.cancel();

    assertThat(
        received,
        containsInAnyOrder(
            Letter.of(
                KEY, noText, RejectionReason.INVALID_JSON, "ill-formed at byte 2", requests, 0),
            Letter.of(
                null, null, RejectionReason.INVALID_JSON, "the record has no value", requests, 2),
            Letter.of(
                null, new byte[0], RejectionReason.INVALID_JSON, "not a JSON object", requests, 3),
            Letter.of(
                new byte[0],
                "{}".getBytes(UTF_8),
                RejectionReason.MISSING_FIELD,
                "user_id is missing",
                requests,
                4),
            Letter.of(
                KEY,
                noLatitude,
                RejectionReason.MISSING_FIELD,
                "latitude is missing",
                updates,
                0)));
    assertThat(SurgeQuoteJson.decode(quote.value()), is(quoteAt(1000)));
  }

  @Test
  void aQuoteIsKeyedByItsZone() {
    String topic = "quotes";
    ProducerRecord<byte[], byte[]> record = WriteQuotes.recordOf(quoteAt(5), topic);
    assertThat(new String(record.key(), UTF_8), is("zone_0_0"));
    assertThat(SurgeQuoteJson.decode(record.value()), is(quoteAt(5)));
    assertThat(record.topic(), is(topic));
  }

  @Test
  void kafkaIosOwnTransactionsCarryQuotesToo() throws Exception {
    String topic = kafka.topic("surge-multipliers", 1);
    Pipeline pipeline = Pipeline.create(onDirectRunner());
    pipeline
        .apply(Create.of(quoteAt(1), quoteAt(2)))
        .apply(ParDo.of(new BatchOfOne()))
        .apply(WriteQuotes.withKafkaIoTransactions(kafka.connection(), topic, topic, 1));
    pipeline.run().waitUntilFinish();
    List<SurgeQuote> quotes =
        kafka.receive(topic, 2).stream()
            .map(record -> SurgeQuoteJson.decode(record.value()))
            .toList();
    assertThat(quotes, containsInAnyOrder(quoteAt(1), quoteAt(2)));
  }

  private static ReadSettings settings(String requests, String updates) {
    return new ReadSettings(
        kafka.connection(),
        requests,
        updates,
        new StartFrom.Earliest(),
        new DegreeGrid(),
        new WindowSchedule(30_000, 5000, 30_000),
        Duration.ofSeconds(30),
        new WatermarkRule(Duration.ofSeconds(5), Duration.ofSeconds(5)),
        Duration.ofSeconds(60),
        new StateSettings(Map.of()));
  }

  private record Settings(ReadSettings read) implements ReadSettings.FromOptions {
    @Override
    public ReadSettings of(PipelineOptions options) {
      return read;
    }
  }

  private static final class QuoteTheTime extends DoFn<Iterable<RideEvent>, Iterable<SurgeQuote>> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void quote(
        @Element Iterable<RideEvent> events, OutputReceiver<Iterable<SurgeQuote>> output) {
      events.forEach(event -> output.output(List.of(quoteAt(event.timestamp()))));
    }
  }

  private static final class BatchOfOne extends DoFn<SurgeQuote, Iterable<SurgeQuote>> {
    private static final long serialVersionUID = 1;

    @ProcessElement
    public void batch(@Element SurgeQuote quote, OutputReceiver<Iterable<SurgeQuote>> output) {
      output.output(List.of(quote));
    }
  }

  private static SurgeQuote quoteAt(long time) {
    return new SurgeQuote("zone_0_0", 1.5, 3, 2, 0, 30_000, QuoteTiming.ON_TIME, 0, time);
  }

  private static byte[] request(long time) {
    return ("{\"user_id\":\"ana\",\"latitude\":0,\"longitude\":0,\"timestamp\":" + time + "}")
        .getBytes(UTF_8);
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, byte @Nullable [] key, byte @Nullable [] value) {
    return new ProducerRecord<>(topic, 0, 1000L, key, value);
  }

  private static PipelineOptions onDirectRunner() {
    PipelineOptions options =
        PipelineOptionsFactory.fromArgs(
                "--blockOnRun=false",
                "--targetParallelism=1",
                // It cannot compare producer records and warns of each.
                "--enforceImmutability=false")
            .create();
    options.setRunner(DirectRunner.class);
    return options;
  }
}
