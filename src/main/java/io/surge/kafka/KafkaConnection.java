package io.surge.kafka;

import java.io.IOException;
import java.io.Reader;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.CommonClientConfigs;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Where Kafka is and how every client gets in. The properties file may hold secrets: only its name
 * travels with the job, and each machine that runs a part of the job reads its own copy when a
 * client is made.
 *
 * @param configFile a file of properties for every client: SASL, TLS; null for none
 */
public record KafkaConnection(String bootstrapServers, @Nullable String configFile)
    implements Serializable {

  /**
   * The properties that every client gets.
   *
   * @throws KafkaSetupException if the file cannot be read
   */
  public Map<String, Object> clientProperties() {
    Map<String, Object> properties = new HashMap<>();
    if (configFile != null) {
      read(configFile).forEach((name, value) -> properties.put(name.toString(), value));
    }
    properties.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers);
    return properties;
  }

  /**
   * Whether the file names brokers too, which would be silently overridden.
   *
   * @throws KafkaSetupException if the file cannot be read
   */
  public boolean namesBrokersTwice() {
    return configFile != null
        && read(configFile).containsKey(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
  }

  /** The client's own properties, over the file's, over the defaults. */
  Map<String, Object> clientProperties(Map<String, ?> defaults, Map<String, ?> fixed) {
    Map<String, Object> properties = new HashMap<>(defaults);
    properties.putAll(clientProperties());
    properties.putAll(fixed);
    return properties;
  }

  private static Properties read(String file) {
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(Path.of(file), StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new KafkaSetupException("--kafkaConfig: cannot read " + file, e);
    } catch (IllegalArgumentException e) {
      throw new KafkaSetupException("--kafkaConfig: " + file + " is no properties file", e);
    }
    return properties;
  }
}
