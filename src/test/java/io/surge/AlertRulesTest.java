package io.surge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.surge.testing.Await;
import io.surge.testing.PrometheusText;
import io.surge.testing.PrometheusText.Selector;
import io.surge.tools.EmbeddedBroker;
import io.surge.tools.EmbeddedFlink;
import io.surge.tools.LoopbackPorts;
import io.surge.tools.TopicRole;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The alert rules ask for nothing that a running job does not export. */
@Timeout(300)
final class AlertRulesTest {
  private static final Path RULES = Path.of("config", "prometheus", "alerts.yaml");
  private static final Place SOMEWHERE = new Place(10, 10);

  @TempDir Path directory;
  private final HttpClient client = HttpClient.newHttpClient();

  @Test
  void everyMetricAndLabelOfTheRulesIsExported() throws Exception {
    List<Selector> asked = new ArrayList<>();
    for (String expression : expressions()) {
      asked.addAll(PrometheusText.selectorsIn(expression));
    }
    assertThat(asked, is(not(empty())));
    assertThat(
        alerts(),
        hasItems(
            "SurgeConsumerLag",
            "SurgeWatermarkOld",
            "SurgeCheckpointsFail",
            "SurgeRestarts",
            "SurgeDeadLetters"));
    int port = LoopbackPorts.reserve(0).broker();
    try (EmbeddedBroker broker = EmbeddedBroker.startTemporary();
        CityTopics topics = CityTopics.create(broker, "city");
        EmbeddedFlink flink = EmbeddedFlink.start(directory, prometheus(port))) {
      EmbeddedFlink.Job job =
          SurgePipelines.submit(
              flink,
              SurgePipelines.options(
                  flink, topics, "--delivery=exactly-once", "--checkpointingInterval=200"));
      long now = System.currentTimeMillis();
      topics.send(new SentEvent("ana", SOMEWHERE, null, now), now).get();
      topics.send(TopicRole.RIDE_REQUESTS, null, now, null, "{".getBytes(UTF_8)).get();
      Await.until("the metrics are there", () -> missing(asked, scrape(port)).isEmpty());
      assertThat(missing(asked, scrape(port)), is(empty()));
      job.cancel();
    }
  }

  private static List<Selector> missing(List<Selector> asked, PrometheusText exported) {
    return asked.stream().filter(selector -> !exported.holds(selector)).toList();
  }

  private PrometheusText scrape(int port) throws Exception {
    URI address = URI.create("http://localhost:" + port + "/metrics");
    return new PrometheusText(
        client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString()).body());
  }

  private static Map<String, String> prometheus(int port) {
    return Map.of(
        "metrics.reporters", "prom",
        "metrics.reporter.prom.factory.class",
            "org.apache.flink.metrics.prometheus.PrometheusReporterFactory",
        "metrics.reporter.prom.port", Integer.toString(port));
  }

  private static List<String> alerts() throws Exception {
    return rules().stream().map(rule -> (String) rule.get("alert")).toList();
  }

  private static List<String> expressions() throws Exception {
    return rules().stream().map(rule -> (String) rule.get("expr")).toList();
  }

  @SuppressWarnings("unchecked")
  private static List<Map<String, Object>> rules() throws Exception {
    Map<String, Object> file =
        (Map<String, Object>)
            new Load(LoadSettings.builder().build()).loadFromString(Files.readString(RULES));
    List<Map<String, Object>> groups = (List<Map<String, Object>>) file.get("groups");
    return groups.stream()
        .flatMap(group -> ((List<Map<String, Object>>) group.get("rules")).stream())
        .toList();
  }
}
