package io.surge.kafka.exactlyonce;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.surge.tools.EmbeddedBroker;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(300)
final class WriteExactlyOnceTest {
  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static FlinkCluster flink;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.startTemporary();
    flink = FlinkCluster.start(directory);
  }

  @AfterAll
  static void stop() {
    flink.close();
    broker.close();
  }

  @Test
  void publishesEachRecordOnceAndInOrderThroughCrashes(TestInfo test) throws Exception {
    try (Topics topics = topics(test, 2)) {
      FlinkCluster.Job job = flink.submit(new ForwardPipeline(topics).build(flink.options()));
      for (int crash = 0; crash < 3; crash++) {
        int before = topics.published().size();
        topics.send(1000);
        Await.until("something new is published", () -> topics.published().size() > before);
        ForwardPipeline.CRASHES.set(1);
        topics.send(1000);
        Await.until("the crash has come", () -> ForwardPipeline.CRASHES.get() == 0);
      }
      awaitAll(topics);
      job.cancel();
      assertThat(byKey(topics.published()), is(eachOnceInOrder(topics.sent())));
    }
  }

  private static Topics topics(TestInfo test, int partitions) throws Exception {
    return new Topics(
        broker.bootstrapServers(), test.getTestMethod().orElseThrow().getName(), partitions);
  }

  private static void awaitAll(Topics topics) throws Exception {
    Await.until("all is published", () -> topics.published().size() >= topics.sent());
  }

  private static Map<String, List<Integer>> byKey(List<String> published) {
    Map<String, List<Integer>> values = new TreeMap<>();
    for (String record : published) {
      int equals = record.indexOf('=');
      values
          .computeIfAbsent(record.substring(0, equals), key -> new ArrayList<>())
          .add(Integer.valueOf(record.substring(equals + 1)));
    }
    return values;
  }

  private static Map<String, List<Integer>> eachOnceInOrder(int count) {
    Map<String, List<Integer>> values = new TreeMap<>();
    for (int value = 0; value < count; value++) {
      values.computeIfAbsent("key-" + value % Topics.KEYS, key -> new ArrayList<>()).add(value);
    }
    return values;
  }
}
