package io.surge.bench;

import io.surge.kafka.exactlyonce.ClientProperties;
import io.surge.kafka.exactlyonce.WriteExactlyOnce;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.io.GenerateSequence;
import org.apache.beam.sdk.io.kafka.ProducerRecordCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.joda.time.Duration;

/** Nothing but made-up quotes and the sink. */
final class SinkPipeline {
  private static final int ZONES = 10_000;
  private static final int QUOTE_BYTES = 190;

  private SinkPipeline() {}

  static Pipeline build(
      FlinkPipelineOptions options, SinkRun run, String topic, int shards, ClientProperties kafka) {
    Pipeline pipeline = Pipeline.create(options);
    GenerateSequence numbers = GenerateSequence.from(0);
    pipeline
        .apply(
            "Count",
            run.rate() == 0 ? numbers : numbers.withRate(run.rate(), Duration.standardSeconds(1)))
        .apply("MakeQuote", ParDo.of(new MakeQuote(topic)))
        .setCoder(ProducerRecordCoder.of(ByteArrayCoder.of(), ByteArrayCoder.of()))
        .apply("Write", WriteExactlyOnce.of(topic, "bench-of-" + topic, shards, kafka));
    return pipeline;
  }

  /** The size of a quote, beginning with when it was made. */
  private static final class MakeQuote extends DoFn<Long, ProducerRecord<byte[], byte[]>> {
    private static final long serialVersionUID = 1L;
    private final String topic;

    MakeQuote(String topic) {
      this.topic = topic;
    }

    @ProcessElement
    public void make(@Element Long number, OutputReceiver<ProducerRecord<byte[], byte[]>> quotes) {
      byte[] zone = ("zone_4188_" + number % ZONES).getBytes(StandardCharsets.UTF_8);
      byte[] quote = new byte[QUOTE_BYTES];
      ByteBuffer.wrap(quote).putLong(System.nanoTime());
      quotes.output(new ProducerRecord<>(topic, zone, quote));
    }
  }
}
