package io.surge;

import io.surge.domain.SurgeQuote;
import io.surge.tools.EmbeddedFlink;
import io.surge.transforms.SurgeSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Starts the pipeline as its entry does, and asks the oracle about the same. */
final class SurgePipelines {
  private SurgePipelines() {}

  static SurgeOptions options(EmbeddedFlink flink, CityTopics topics, String... arguments)
      throws Exception {
    return CommandLine.parse(
        Stream.of(flink.arguments(), topics.arguments(), Stream.of(arguments))
            .flatMap(Function.identity())
            .toArray(String[]::new));
  }

  static EmbeddedFlink.Job submit(EmbeddedFlink flink, SurgeOptions options) throws Exception {
    return flink.submit(SurgePipeline.build(options, SurgeConfiguration.of(options)));
  }

  /**
   * The oracle's final quotes of the windows that have closed.
   *
   * @param events of which none was behind the watermark when it came
   */
  static List<SurgeQuote> answer(SurgeOptions options, List<SentEvent> events, long watermark) {
    SurgeSettings settings = SurgeConfiguration.of(options).surge();
    List<Step> steps = new ArrayList<>();
    events.forEach(event -> steps.add(new Step.EventArrives(event.event(settings.grid()))));
    return SurgeOracle.answer(settings, steps).finals().stream()
        .filter(quote -> quote.windowEnd() <= watermark)
        .toList();
  }
}
