package io.surge.bench;

import io.surge.kafka.KafkaConnection;
import io.surge.tools.KafkaAnswers;
import io.surge.tools.ToolException;
import io.surge.tools.Tools;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** An embedded broker in a process of its own. Its data is gone when it is closed. */
final class BenchBroker implements AutoCloseable {
  private static final String GREETING = "Kafka at ";

  private final Directory directory;
  private final ChildJvm process;
  private final String bootstrapServers;

  private BenchBroker(Directory directory, ChildJvm process, String bootstrapServers) {
    this.directory = directory;
    this.process = process;
    this.bootstrapServers = bootstrapServers;
  }

  static BenchBroker start(Path log) {
    Directory directory = Directory.temporary("surge-bench-broker-");
    ChildJvm process =
        ChildJvm.start(
            List.of("-Xmx1g"),
            Tools.class,
            List.of("broker", "--port=0", "--directory=" + directory.path()),
            log);
    String line = process.nextLine();
    if (line == null || !line.startsWith(GREETING)) {
      process.close();
      directory.close();
      throw new ToolException("the broker did not start: see " + log);
    }
    String servers = line.substring(GREETING.length(), line.indexOf(','));
    return new BenchBroker(directory, process, servers);
  }

  String bootstrapServers() {
    return bootstrapServers;
  }

  /** Makes topics that keep everything, whatever its time. */
  void create(int partitions, String... names) {
    List<NewTopic> topics =
        Arrays.stream(names)
            .map(name -> new NewTopic(name, Optional.of(partitions), Optional.empty()))
            .map(topic -> topic.configs(Map.of("retention.ms", "-1")))
            .toList();
    try (Admin admin = administrate()) {
      admin.createTopics(topics).all().get();
    } catch (ExecutionException e) {
      throw new ToolException("cannot create topics: " + e.getCause(), e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  void delete(String... names) {
    try (Admin admin = administrate()) {
      admin.deleteTopics(List.of(names)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
        throw new ToolException("cannot delete topics: " + e.getCause(), e);
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private Admin administrate() {
    return new KafkaAnswers(new KafkaConnection(bootstrapServers, null)).administrate();
  }

  private static ToolException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ToolException("interrupted", e);
  }

  @Override
  public void close() {
    process.close();
    directory.close();
  }
}
