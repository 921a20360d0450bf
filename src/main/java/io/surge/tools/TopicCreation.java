package io.surge.tools;

import io.surge.kafka.KafkaConnection;
import io.surge.tools.TopicPlan.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/** Creates the topics of a plan, and leaves those alone that are there. */
public final class TopicCreation {
  private final KafkaAnswers kafka;
  private final Admin admin;

  private TopicCreation(KafkaAnswers kafka, Admin admin) {
    this.kafka = kafka;
    this.admin = admin;
  }

  /**
   * Creates what is missing.
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
      return lines;
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
