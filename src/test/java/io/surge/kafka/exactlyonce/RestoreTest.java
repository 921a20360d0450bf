package io.surge.kafka.exactlyonce;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import io.surge.testing.Await;
import io.surge.tools.EmbeddedBroker;
import io.surge.tools.EmbeddedFlink;
import java.nio.file.Path;
import java.util.Map;
import org.apache.beam.runners.flink.FlinkPipelineOptions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a sink makes of the state that it is started from. */
@Timeout(300)
final class RestoreTest {
  private static final long RARELY = 3000;

  @TempDir static Path directory;
  private static EmbeddedBroker broker;
  private static EmbeddedFlink flink;
  private Topics topics;
  private EmbeddedFlink.Job job;

  @BeforeAll
  static void start() throws Exception {
    broker = EmbeddedBroker.startTemporary();
    flink = EmbeddedFlink.start(directory, Map.of());
  }

  @AfterAll
  static void stop() {
    flink.close();
    broker.close();
  }

  @AfterEach
  void clear() throws Exception {
    if (!job.isOver()) {
      job.cancel();
    }
    topics.close();
  }

  @Test
  void aStopWithASavepointGoesOnWithoutAGapAtAnotherParallelism() throws Exception {
    topics("stop");
    job = flink.submit(pipeline().build(flink.options()));
    topics.send(1000);
    Await.until("the job runs", job::isRunning);
    String savepoint = job.stopWithSavepoint();
    topics.send(1000);
    FlinkPipelineOptions options = restored(savepoint);
    options.setParallelism(1);
    job = flink.submit(pipeline().build(options));
    topics.awaitAll();
    topics.send(1000);
    topics.awaitAll();
    assertThat(topics.published(), is(topics.sent()));
  }

  @Test
  void anotherNumberOfShardsGoesOnWithoutAGap() throws Exception {
    topics("shards");
    job = flink.submit(pipeline().build(flink.options()));
    topics.send(1000);
    Await.until("the job runs", job::isRunning);
    String savepoint = job.stopWithSavepoint();
    topics.send(1000);
    job = flink.submit(pipeline().shards(2).build(restored(savepoint)));
    topics.awaitAll();
    assertThat(topics.published(), is(topics.sent()));
  }

  @Test
  void aDrainPublishesEverything() throws Exception {
    topics("drain");
    FlinkPipelineOptions options = flink.options();
    options.setCheckpointingInterval(RARELY);
    job = flink.submit(pipeline().build(options));
    topics.send(1000);
    topics.awaitAll();
    sendToTheSink(1000);
    job.drain();
    topics.awaitAll();
    assertThat(topics.published(), is(topics.sent()));
  }

  @Test
  void aSavepointThatNobodyHearsOfHoldsNothingBack() throws Exception {
    topics("quiet");
    FlinkPipelineOptions options = flink.options();
    options.setCheckpointingInterval(RARELY);
    job = flink.submit(pipeline().build(options));
    Await.until("the job runs", job::isRunning);
    sendToTheSink(1000);
    String unused = job.savepoint();
    topics.awaitAll();
    assertThat(topics.published(), is(topics.sent()));
  }

  @Test
  void anOlderSavepointIsRefused() throws Exception {
    olderSavepoint("older");
    Await.until("it is refused", () -> job.failure().contains("DeliveryRefusedException"));
    assertThat(job.failure(), containsString("batches that the restored state does not know"));
    assertThat(topics.published(), is(topics.sent()));
  }

  @Test
  void anOlderSavepointIsPublishedAnewForAnotherGroup() throws Exception {
    String savepoint = olderSavepoint("anew");
    job.cancel();
    int before = topics.count();
    job = flink.submit(pipeline().group(topics.output() + "-again").build(restored(savepoint)));
    Await.until("all after the savepoint is there twice", () -> topics.count() >= before + 1000);
    topics.send(1000);
    Await.until("it goes on", () -> topics.count() >= before + 2000);
  }

  @Test
  void aFreshStartWithAnOldGroupPublishesFromItsOwnBeginning() throws Exception {
    topics("fresh");
    job = flink.submit(pipeline().build(flink.options()));
    topics.send(1000);
    topics.awaitAll();
    job.cancel();
    job = flink.submit(pipeline().build(flink.options()));
    Await.until("all is there twice", () -> topics.count() >= 2000);
  }

  @Test
  void aRunThatWasTakenOverSaysSoAndPublishesNoMore() throws Exception {
    topics("taken");
    job = flink.submit(pipeline().build(flink.options()));
    topics.send(1000);
    topics.awaitAll();
    EmbeddedFlink.Job newer = flink.submit(pipeline().build(flink.options()));
    Await.until("all is there twice", () -> topics.count() >= 2000);
    topics.send(1000);
    Await.until("the older run says so", () -> job.failure().contains("DeliveryRefusedException"));
    assertThat(job.failure(), containsString("was taken over by a newer run"));
    newer.cancel();
  }

  /** Stops at a savepoint, goes on from it, and then starts from it once more. */
  private String olderSavepoint(String name) throws Exception {
    topics(name);
    job = flink.submit(pipeline().build(flink.options()));
    topics.send(1000);
    topics.awaitAll();
    String savepoint = job.stopWithSavepoint();
    topics.send(1000);
    job = flink.submit(pipeline().build(restored(savepoint)));
    topics.awaitAll();
    job.cancel();
    job = flink.submit(pipeline().build(restored(savepoint)));
    return savepoint;
  }

  private void topics(String name) throws Exception {
    topics = new Topics(broker.bootstrapServers(), name, 2);
  }

  private void sendToTheSink(int count) throws Exception {
    int before = ForwardPipeline.PASSED_ON.get();
    topics.send(count);
    Await.until("the sink has it", () -> ForwardPipeline.PASSED_ON.get() >= before + count);
  }

  private ForwardPipeline pipeline() {
    return new ForwardPipeline(topics);
  }

  private static FlinkPipelineOptions restored(String savepoint) throws Exception {
    FlinkPipelineOptions options = flink.options();
    options.setSavepointPath(savepoint);
    return options;
  }
}
