package io.surge.map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.surge.map.Pulse.Figures;
import io.surge.map.Pulse.Flow;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;

/** The form in which {@link Pulse.Figures} travel to the page, once a second. */
final class PulseJson {
  private static final JsonFactory JSON = new JsonFactory();
  private static final double TENTHS = 10;

  private PulseJson() {}

  /**
   * @param behindBefore the end of a window that is just new enough
   * @param strangers quotes of zones that the map's grid does not have
   */
  static String write(Figures figures, long now, long behindBefore, long strangers) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("now", now);
      json.writeNumberField("behindBefore", behindBefore);
      json.writeStringField("state", figures.state().name());
      json.writeNumberField("since", figures.since());
      writeFlow("requests", figures.requests(), json);
      writeFlow("updates", figures.updates(), json);
      writeFlow("liveQuotes", figures.liveQuotes(), json);
      writeFlow("finalQuotes", figures.finalQuotes(), json);
      json.writeNumberField("unreadable", figures.unreadable());
      json.writeNumberField("strangers", strangers);
      json.writeArrayFieldStart("deadLetters");
      for (Map.Entry<String, Long> reason : figures.deadLetters()) {
        json.writeStartArray();
        json.writeString(reason.getKey());
        json.writeNumber(reason.getValue());
        json.writeEndArray();
      }
      json.writeEndArray();
      writeLatency("liveLatency", figures.liveLatency(), json);
      writeLatency("finalLatency", figures.finalLatency(), json);
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to take text", e);
    }
    return text.toString();
  }

  private static void writeFlow(String name, Flow flow, JsonGenerator json) throws IOException {
    json.writeObjectFieldStart(name);
    if (flow.count().isPresent()) {
      json.writeNumberField("count", flow.count().getAsLong());
      json.writeNumberField("perSecond", Math.round(flow.perSecond() * TENTHS) / TENTHS);
    }
    json.writeEndObject();
  }

  private static void writeLatency(String name, RecentLatency.Summary latency, JsonGenerator json)
      throws IOException {
    json.writeObjectFieldStart(name);
    if (latency.count() > 0) {
      json.writeNumberField("p50", latency.p50());
      json.writeNumberField("p99", latency.p99());
    }
    json.writeEndObject();
  }
}
