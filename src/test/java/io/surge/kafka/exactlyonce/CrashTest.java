package io.surge.kafka.exactlyonce;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.surge.testing.Await;
import io.surge.tools.EmbeddedBroker;
import io.surge.tools.EmbeddedFlink;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever crashes while a pipeline runs: each record is seen once, and those of a key in order.
 */
@Timeout(300)
final class CrashTest {
  @TempDir static Path flinkDirectory;
  @TempDir static Path brokerDirectory;
  private static EmbeddedBroker broker;
  private static EmbeddedFlink flink;
  private Topics topics;
  private EmbeddedFlink.Job job;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.start(brokerDirectory, 0);
    flink = EmbeddedFlink.start(flinkDirectory, Map.of("state.backend.type", "rocksdb"));
  }

  @AfterAll
  static void stop() {
    flink.close();
    broker.close();
  }

  @AfterEach
  void clear() throws Exception {
    job.cancel();
    topics.close();
  }

  @Test
  void ofThePipelineRightAfterATransaction() throws Exception {
    run("pipeline", 3);
    for (int crash = 0; crash < 3; crash++) {
      publishSome();
      ForwardPipeline.CRASHES.set(1);
      topics.send(1000);
      Await.until("the crash has come", () -> ForwardPipeline.CRASHES.get() == 0);
    }
    awaitEachOnceInOrder();
  }

  @Test
  void ofThePipelineRightAfterARestart() throws Exception {
    run("restart", 3);
    publishSome();
    ForwardPipeline.CRASHES.set(4);
    topics.send(1000);
    Await.until("the crashes have come", () -> ForwardPipeline.CRASHES.get() == 0);
    awaitEachOnceInOrder();
  }

  @Test
  void ofTheSinkInTheMiddleOfATransaction() throws Exception {
    run("sink", 3);
    publishSome();
    SendHook.once(
        () ->
            SendHook.once(
                () -> {
                  throw new IllegalStateException("no sending on demand");
                }));
    topics.send(1000);
    Await.until("sending has failed", SendHook::isOver);
    awaitEachOnceInOrder();
  }

  @Test
  void ofASinkThatLivesOnUnnoticed() throws Exception {
    run("zombie", 1);
    publishSome();
    CountDownLatch dead = new CountDownLatch(1);
    SendHook.once(() -> awaitDeafly(dead));
    topics.send(1000);
    Await.until("a transaction has begun", SendHook::isOver);
    ForwardPipeline.CRASHES.set(1);
    topics.send(1000);
    topics.awaitAll();
    dead.countDown();
    topics.send(1000);
    awaitEachOnceInOrder();
  }

  @Test
  void ofTheBroker() throws Exception {
    run("broker", 3);
    publishSome();
    topics.send(1000);
    broker.close();
    broker = EmbeddedBroker.start(brokerDirectory, broker.port());
    topics.send(1000);
    awaitEachOnceInOrder();
  }

  @Test
  void ofATransactionThatTakesLongerThanKafkaAllows() throws Exception {
    run("timeout", 1);
    publishSome();
    CountDownLatch aborted = new CountDownLatch(1);
    stallOnceKafkaKnowsOfATransaction(aborted);
    topics.send(1000);
    Await.until("a transaction has begun", () -> topics.openTransactions() == 1);
    Await.until("Kafka has aborted it", () -> topics.openTransactions() == 0);
    aborted.countDown();
    awaitEachOnceInOrder();
  }

  @Test
  void ofThePipelineWithMoreShardsThanPartitions() throws Exception {
    topics = new Topics(broker.bootstrapServers(), "shards", 1);
    job = flink.submit(new ForwardPipeline(topics).shards(5).build(flink.options()));
    publishSome();
    ForwardPipeline.CRASHES.set(1);
    topics.send(1000);
    awaitEachOnceInOrder();
  }

  private void run(String name, int shards) throws Exception {
    topics = new Topics(broker.bootstrapServers(), name, 2);
    job =
        flink.submit(
            new ForwardPipeline(topics)
                .shards(shards)
                .kafka("transaction.timeout.ms", "3000")
                .build(flink.options()));
  }

  private void publishSome() throws Exception {
    int before = topics.count();
    topics.send(1000);
    Await.until("something new is published", () -> topics.count() > before);
  }

  private void awaitEachOnceInOrder() throws Exception {
    topics.awaitAll();
    assertThat(topics.published(), is(topics.sent()));
  }

  /** Kafka hears of a transaction only when its first records have left the producer. */
  private void stallOnceKafkaKnowsOfATransaction(CountDownLatch latch) {
    SendHook.once(
        () -> {
          if (topics.openTransactions() == 1) {
            awaitDeafly(latch);
          } else {
            stallOnceKafkaKnowsOfATransaction(latch);
          }
        });
  }

  /** Not even an interrupt ends this. */
  private static void awaitDeafly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      LockSupport.parkNanos(1_000_000);
      boolean unused = Thread.interrupted();
    }
  }
}
