package io.surge.bench;

import io.surge.domain.DriverUpdate;
import io.surge.domain.KilometreGrid;
import io.surge.domain.QuoteTiming;
import io.surge.domain.RideRequest;
import io.surge.domain.SurgePolicy;
import io.surge.domain.SurgeQuote;
import io.surge.domain.Zone;
import io.surge.domain.ZoneLoad;
import io.surge.kafka.Decoded;
import io.surge.kafka.RideEventJson;
import io.surge.kafka.RideTopic;
import io.surge.kafka.SurgeQuoteJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.DataStreamSource;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The edges that both Flink peers share: the same events in and quotes out as the pipeline's. */
final class FlinkPeer {
  static final Duration WINDOW_SIZE = Duration.ofSeconds(30);
  static final Duration WINDOW_SLIDE = Duration.ofSeconds(5);

  private static final Duration MAX_OUT_OF_ORDERNESS = Duration.ofSeconds(5);

  /** Large polls and buffers, which suit whoever reads a backlog. */
  static final Map<String, Object> CONSUMER =
      Map.of("max.poll.records", "5000", "receive.buffer.bytes", "-1");

  private static final Map<String, Object> PRODUCER =
      Map.of("batch.size", "262144", "linger.ms", "20", "buffer.memory", "67108864");

  private final PeerOptions options;
  private final StreamExecutionEnvironment environment;

  FlinkPeer(PeerOptions options) {
    this.options = options;
    Configuration configuration = Configuration.fromMap(options.flink().settings());
    configuration.set(PipelineOptions.OBJECT_REUSE, true);
    configuration.set(PipelineOptions.GENERIC_TYPES, false);
    this.environment =
        StreamExecutionEnvironment.createLocalEnvironment(options.parallelism(), configuration);
  }

  StreamExecutionEnvironment environment() {
    return environment;
  }

  /** Events with the timestamps of their records, and watermarks by partition. */
  <T> DataStreamSource<T> read(Decoder<T> decoder) {
    KafkaSource<T> source =
        KafkaSource.<T>builder()
            .setBootstrapServers(options.bootstrapServers())
            .setTopics(options.input().rideRequests(), options.input().driverUpdates())
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setProperties(properties(CONSUMER))
            .setDeserializer(decoder)
            .build();
    return environment.fromSource(
        source, WatermarkStrategy.forBoundedOutOfOrderness(MAX_OUT_OF_ORDERNESS), "rides");
  }

  void write(DataStream<SurgeQuote> quotes) {
    quotes.sinkTo(
        KafkaSink.<SurgeQuote>builder()
            .setBootstrapServers(options.bootstrapServers())
            .setKafkaProducerConfig(properties(PRODUCER))
            .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
            .setRecordSerializer(new QuoteRecords(options.surgeTopic()))
            .build());
  }

  private static Properties properties(Map<String, Object> settings) {
    Properties properties = new Properties();
    properties.putAll(settings);
    return properties;
  }

  /** A final quote from what a window holds. */
  static SurgeQuote quote(Zone zone, ZoneLoad load, long windowEnd) {
    return new SurgeQuote(
        new KilometreGrid().idOf(zone),
        new SurgePolicy(1, 5).multiplier(load),
        load.demand(),
        load.supply(),
        windowEnd - WINDOW_SIZE.toMillis(),
        windowEnd,
        QuoteTiming.ON_TIME,
        0,
        System.currentTimeMillis());
  }

  /** Decodes as the pipeline does, and says what an event counts as. */
  abstract static class Decoder<T> implements KafkaRecordDeserializationSchema<T> {
    private static final long serialVersionUID = 1;

    private final InputTopics input;
    private transient @Nullable RideEventJson json;

    Decoder(PeerOptions options) {
      this.input = options.input();
    }

    abstract T event(long zone, long demand, long supply);

    @Override
    public void open(DeserializationSchema.InitializationContext context) {
      json = new RideEventJson(new KilometreGrid());
    }

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<T> events) {
      boolean request = record.topic().equals(input.rideRequests());
      RideTopic topic = request ? RideTopic.RIDE_REQUESTS : RideTopic.DRIVER_UPDATES;
      if (json.decode(topic, record.value()) instanceof Decoded.Event decoded) {
        if (decoded.event() instanceof RideRequest asked) {
          events.collect(event(asked.zone().code(), 1, 0));
        } else if (decoded.event() instanceof DriverUpdate update) {
          events.collect(event(update.zone().code(), 0, update.available() ? 1 : 0));
        }
      }
    }
  }

  private record QuoteRecords(String topic) implements KafkaRecordSerializationSchema<SurgeQuote> {
    private static final long serialVersionUID = 1;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        SurgeQuote quote, KafkaSinkContext context, Long timestamp) {
      byte[] key = quote.zoneId().getBytes(StandardCharsets.UTF_8);
      return new ProducerRecord<>(topic, key, SurgeQuoteJson.encode(quote));
    }
  }
}
