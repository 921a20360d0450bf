package io.surge.map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.javalin.http.ContentType;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.surge.domain.SurgeQuote;
import io.surge.kafka.SurgeQuoteJson;
import io.surge.map.QuoteHistory.Point;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** The JSON of the API's answers. */
final class ApiJson {
  private static final JsonFactory JSON = new JsonFactory();

  /** Writes the fields of an answer's one object. */
  interface Fields {
    void write(JsonGenerator json) throws IOException;
  }

  private ApiJson() {}

  static void answer(Context request, Fields fields) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder();
        JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      fields.write(json);
      json.writeEndObject();
      json.flush();
      request.contentType(ContentType.APPLICATION_JSON).result(bytes.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to take an answer", e);
    }
  }

  /**
   * @param reason never holds anything of the request
   */
  static void refuse(Context request, HttpStatus status, String reason) {
    request.status(status);
    answer(request, json -> json.writeStringField("error", reason));
  }

  /**
   * The quote as it was published, and:
   *
   * @param stale whether the price may have changed since
   */
  static void quote(JsonGenerator json, SurgeQuote quote, boolean stale) throws IOException {
    SurgeQuoteJson.writeFields(quote, json);
    json.writeBooleanField("quoted", true);
    json.writeBooleanField("stale", stale);
  }

  static void noQuote(JsonGenerator json, String zoneId, double multiplier, boolean stale)
      throws IOException {
    json.writeStringField("zone_id", zoneId);
    json.writeNumberField("multiplier", multiplier);
    json.writeBooleanField("quoted", false);
    json.writeBooleanField("stale", stale);
  }

  static void history(JsonGenerator json, List<Point> points) throws IOException {
    json.writeArrayFieldStart("windows");
    for (Point point : points) {
      json.writeStartObject();
      json.writeNumberField("window_end", point.windowEnd());
      json.writeNumberField("multiplier", point.multiplier());
      json.writeNumberField("demand", point.demand());
      json.writeNumberField("supply", point.supply());
      json.writeStringField("timing", point.timing().name());
      json.writeEndObject();
    }
    json.writeEndArray();
  }

  /** What the page has to know before it draws. */
  static void settings(JsonGenerator json, MapSettings settings) throws IOException {
    json.writeNumberField("min", settings.minMultiplier());
    json.writeNumberField("max", settings.maxMultiplier());
    if (settings.tiles().isPresent()) {
      json.writeStringField("tiles", settings.tiles().get().template());
    }
  }
}
