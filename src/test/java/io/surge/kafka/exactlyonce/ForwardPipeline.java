package io.surge.kafka.exactlyonce;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.apache.beam.sdk.Pipeline;
import org.apache.beam.sdk.coders.ByteArrayCoder;
import org.apache.beam.sdk.io.kafka.KafkaIO;
import org.apache.beam.sdk.io.kafka.ProducerRecordCoder;
import org.apache.beam.sdk.transforms.DoFn;
import org.apache.beam.sdk.transforms.ParDo;
import org.apache.beam.sdk.values.KV;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** From the input topic to the output topic through the sink; crashes on demand. */
final class ForwardPipeline {
  /** How many of the next elements shall make the pipeline crash. */
  static final AtomicInteger CRASHES = new AtomicInteger();

  /** How many elements pipelines have passed on to the sink. */
  static final AtomicInteger PASSED_ON = new AtomicInteger();

  private final Topics topics;
  private final Map<String, String> kafka = new HashMap<>();
  private String group;
  private int shards = 3;

  ForwardPipeline(Topics topics) {
    this.topics = topics;
    this.group = "sink-of-" + topics.output();
    kafka.put("bootstrap.servers", topics.bootstrapServers());
    kafka.put("partitioner.class", SendHook.class.getName());
  }

  ForwardPipeline group(String newGroup) {
    group = newGroup;
    return this;
  }

  ForwardPipeline shards(int newShards) {
    shards = newShards;
    return this;
  }

  ForwardPipeline kafka(String key, String value) {
    kafka.put(key, value);
    return this;
  }

  Pipeline build(FlinkPipelineOptions options) {
    Pipeline pipeline = Pipeline.create(options);
    Map<String, Object> properties = Map.copyOf(kafka);
    pipeline
        .apply(
            "Read",
            KafkaIO.<byte[], byte[]>read()
                .withBootstrapServers(topics.bootstrapServers())
                .withTopic(topics.input())
                .withKeyDeserializer(ByteArrayDeserializer.class)
                .withValueDeserializer(ByteArrayDeserializer.class)
                .withConsumerConfigUpdates(Map.of("auto.offset.reset", "earliest"))
                .withoutMetadata())
        .apply("ToOutput", ParDo.of(new ToOutput(topics.output())))
        .setCoder(ProducerRecordCoder.of(ByteArrayCoder.of(), ByteArrayCoder.of()))
        .apply("Write", WriteExactlyOnce.of(topics.output(), group, shards, () -> properties));
    return pipeline;
  }

  private static final class ToOutput
      extends DoFn<KV<byte[], byte[]>, ProducerRecord<byte[], byte[]>> {
    private static final long serialVersionUID = 1L;
    private final String topic;

    ToOutput(String topic) {
      this.topic = topic;
    }

    @ProcessElement
    public void process(
        @Element KV<byte[], byte[]> element, OutputReceiver<ProducerRecord<byte[], byte[]>> out) {
      if (CRASHES.get() > 0 && CRASHES.getAndDecrement() > 0) {
        throw new IllegalStateException("a crash on demand");
      }
      out.output(new ProducerRecord<>(topic, element.getKey(), element.getValue()));
      PASSED_ON.incrementAndGet();
    }
  }
}
