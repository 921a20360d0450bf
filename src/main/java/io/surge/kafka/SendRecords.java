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

/** Sends each record at once, and says at the end of a bundle what is on its way. */
final class SendRecords extends DoFn<ProducerRecord<byte[], byte[]>, InFlight> {
  private static final long serialVersionUID = 1L;

  private final ProducerSettings settings;
  private transient @Nullable Producer<byte[], byte[]> producer;
  private transient @Nullable InFlight inFlight;
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
  }

  @StartBundle
  public void startBundle() {
    inFlight = null;
  }

  @ProcessElement
  public void send(
      @Element ProducerRecord<byte[], byte[]> record,
      @Timestamp Instant elementTimestamp,
      BoundedWindow elementWindow) {
    if (inFlight == null) {
      inFlight = new InFlight();
      timestamp = elementTimestamp;
      window = elementWindow;
    }
    inFlight.send(record, producer);
  }

  @FinishBundle
  public void finishBundle(FinishBundleContext context) {
    if (inFlight != null) {
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
