package io.surge.kafka;

import java.time.Duration;
import java.util.Map;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.windowing.BoundedWindow;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.checkerframework.checker.nullness.qual.Nullable;
import org.joda.time.Instant;

/**
 * Sends each record at once, and hands on at the end of a bundle what is on its way, unless it is
 * being waited for already.
 */
final class SendRecords extends DoFn<Iterable<ProducerRecord<byte[], byte[]>>, InFlight> {
  private static final long serialVersionUID = 1L;

  private final ProducerSettings settings;
  private transient @Nullable Producer<byte[], byte[]> producer;
  private transient InFlight inFlight;
  private transient Instant timestamp;
  private transient BoundedWindow window;

  SendRecords(ProducerSettings settings) {
    this.settings = settings;
  }

  @Setup
  public void setUp() {
    producer =
        settings.apply(
            Map.of(
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class));
    inFlight = new InFlight(producer);
  }

  @ProcessElement
  public void send(
      @Element Iterable<ProducerRecord<byte[], byte[]>> records,
      @Timestamp Instant elementTimestamp,
      BoundedWindow elementWindow) {
    timestamp = elementTimestamp;
    window = elementWindow;
    for (ProducerRecord<byte[], byte[]> record : records) {
      inFlight.send(record);
    }
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    if (inFlight.mustBeHandedOn()) {
      context.output(inFlight, timestamp, window);
    }
  }

  /** What is not acknowledged by now belongs to a bundle that failed, and will be sent again. */
  @Teardown
  public void tearDown() {
    if (producer != null) {
      producer.close(Duration.ZERO);
    }
  }
}
