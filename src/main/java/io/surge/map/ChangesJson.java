package io.surge.map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import io.surge.domain.ZoneGrid.Corner;
import io.surge.map.ZoneChanges.Batch;
import io.surge.map.ZoneChanges.Change;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/**
 * The compact form in which changes travel to the page. The first of each array's elements is the
 * zone's number; its id and outline travel once, when it appears.
 *
 * <pre>
 * {"now": ms, "behindBefore": ms,
 *  "zones":  [[number, id, latitude, longitude, latitude, longitude, ...], ...],
 *  "quotes": [[number, multiplier, demand, supply, ms from there to window end, window length,
 *              timing (0 EARLY, 1 ON_TIME, 2 LATE), revision, ms from computation to now], ...],
 *  "left":   [number, ...]}
 * </pre>
 */
final class ChangesJson {
  private static final JsonFactory JSON = new JsonFactory();

  /** A tenth of a metre: below what anyone sees. */
  private static final double PER_DEGREE = 1e6;

  private ChangesJson() {}

  static String write(Batch batch, long now, long behindBefore) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = JSON.createGenerator(text)) {
      json.writeStartObject();
      json.writeNumberField("now", now);
      json.writeNumberField("behindBefore", behindBefore);
      json.writeArrayFieldStart("zones");
      for (Change change : batch.appeared()) {
        writeZone(change, json);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("quotes");
      for (Change change : batch.priced()) {
        writeQuote(change.number(), change.quote(), now, behindBefore, json);
      }
      json.writeEndArray();
      json.writeArrayFieldStart("left");
      for (Change change : batch.left()) {
        json.writeNumber(change.number());
      }
      json.writeEndArray();
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to take text", e);
    }
    return text.toString();
  }

  private static void writeZone(Change change, JsonGenerator json) throws IOException {
    json.writeStartArray();
    json.writeNumber(change.number());
    json.writeString(change.zoneId());
    for (Corner corner : change.outline()) {
      json.writeNumber(Math.round(corner.latitude() * PER_DEGREE) / PER_DEGREE);
      json.writeNumber(Math.round(corner.longitude() * PER_DEGREE) / PER_DEGREE);
    }
    json.writeEndArray();
  }

  private static void writeQuote(
      int number, SurgeQuote quote, long now, long behindBefore, JsonGenerator json)
      throws IOException {
    json.writeStartArray();
    json.writeNumber(number);
    json.writeNumber(quote.multiplier());
    json.writeNumber(quote.demand());
    json.writeNumber(quote.supply());
    json.writeNumber(quote.windowEnd() - behindBefore);
    json.writeNumber(quote.windowEnd() - quote.windowStart());
    json.writeNumber(numberOf(quote.timing()));
    json.writeNumber(quote.revision());
    json.writeNumber(now - quote.computedAt());
    json.writeEndArray();
  }

  private static int numberOf(QuoteTiming timing) {
    return switch (timing) {
      case EARLY -> 0;
      case ON_TIME -> 1;
      case LATE -> 2;
    };
  }
}
