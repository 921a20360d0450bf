package io.surge.tools;

import io.surge.kafka.KafkaConnection;
import io.surge.tools.TopicPlan.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/** Creates the topics of a plan, and leaves those alone that are there. */
public final class TopicCreation {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  private final KafkaAnswers kafka;
  private final Admin admin;

  private TopicCreation(KafkaAnswers kafka, Admin admin) {
    this.kafka = kafka;
    this.admin = admin;
  }

  /**
   * Creates what is missing, and returns when it can be used.
   *
   * @return a line for a person on each topic, in the order of the roles
   * @throws ToolException if Kafka does not answer or refuses
   */
  public static List<String> create(KafkaConnection connection, TopicNames names, TopicPlan plan) {
    KafkaAnswers kafka = new KafkaAnswers(connection);
    try (Admin admin = kafka.administrate()) {
      TopicCreation creation = new TopicCreation(kafka, admin);
      Set<String> present = kafka.await(admin.listTopics().names());
      List<String> lines = new ArrayList<>();
      for (TopicRole role : TopicRole.values()) {
        String name = names.of(role);
        Topic wanted = plan.topics().get(role);
        lines.add(
            name
                + ": "
                + (present.contains(name)
                    ? creation.compare(name, wanted)
                    : creation.create(name, wanted)));
      }
      creation.awaitKnown(names);
      return lines;
    }
  }

  /** Kafka confirms a topic before its brokers know it: who goes on at once would not find it. */
  private void awaitKnown(TopicNames names) {
    List<String> all = Stream.of(TopicRole.values()).map(names::of).toList();
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!kafka.await(admin.listTopics().names()).containsAll(all)) {
      if (System.nanoTime() > deadline) {
        throw new ToolException("Kafka has created the topics, but does not know them");
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  private String create(String name, Topic wanted) {
    NewTopic topic =
        new NewTopic(name, Optional.of(wanted.partitions()), Optional.empty())
            .configs(wanted.settings());
    kafka.await(admin.createTopics(List.of(topic)).all());
    List<String> words = new ArrayList<>();
    words.add("created, partitions=" + wanted.partitions());
    new TreeMap<>(wanted.settings()).forEach((setting, value) -> words.add(setting + "=" + value));
    return String.join(", ", words);
  }

  private String compare(String name, Topic wanted) {
    List<String> differences = differences(name, wanted);
    return "is there and left as it is"
        + (differences.isEmpty() ? "" : ": " + String.join(", ", differences));
  }

  private List<String> differences(String name, Topic wanted) {
    List<String> differences = new ArrayList<>();
    int partitions = partitionsOf(name);
    if (partitions != wanted.partitions()) {
      differences.add(partitions + " partitions instead of " + wanted.partitions());
    }
    Config config = configOf(name);
    new TreeMap<>(wanted.settings())
        .forEach(
            (setting, value) -> {
              String actual = config.get(setting).value();
              if (!actual.equals(value)) {
                differences.add(setting + "=" + actual + " instead of " + value);
              }
            });
    return differences;
  }

  private int partitionsOf(String name) {
    TopicDescription description =
        kafka.await(admin.describeTopics(List.of(name)).allTopicNames()).get(name);
    return description.partitions().size();
  }

  private Config configOf(String name) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    return kafka.await(admin.describeConfigs(List.of(resource)).all()).get(resource);
  }
}
