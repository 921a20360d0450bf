package io.surge.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The JSON form of a {@link SurgeQuote}, as the pipeline publishes it. */
public final class SurgeQuoteJson {
  private static final JsonFactory JSON = new JsonFactory();

  private static final SerializableString ZONE_ID = new SerializedString("zone_id");
  private static final SerializableString MULTIPLIER = new SerializedString("multiplier");
  private static final SerializableString DEMAND = new SerializedString("demand");
  private static final SerializableString SUPPLY = new SerializedString("supply");
  private static final SerializableString WINDOW_START = new SerializedString("window_start");
  private static final SerializableString WINDOW_END = new SerializedString("window_end");
  private static final SerializableString TIMING = new SerializedString("timing");
  private static final SerializableString REVISION = new SerializedString("revision");
  private static final SerializableString COMPUTED_AT = new SerializedString("computed_at");

  private SurgeQuoteJson() {}

  public static byte[] encode(SurgeQuote quote) {
    try (ByteArrayBuilder bytes = new ByteArrayBuilder(256);
        JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      writeFields(quote, json);
      json.writeEndObject();
      json.flush();
      return bytes.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to take a quote", e);
    }
  }

  /** Writes a quote's fields into the object that the generator is in. */
  public static void writeFields(SurgeQuote quote, JsonGenerator json) throws IOException {
    json.writeFieldName(ZONE_ID);
    json.writeString(quote.zoneId());
    json.writeFieldName(MULTIPLIER);
    json.writeNumber(quote.multiplier());
    json.writeFieldName(DEMAND);
    json.writeNumber(quote.demand());
    json.writeFieldName(SUPPLY);
    json.writeNumber(quote.supply());
    json.writeFieldName(WINDOW_START);
    json.writeNumber(quote.windowStart());
    json.writeFieldName(WINDOW_END);
    json.writeNumber(quote.windowEnd());
    json.writeFieldName(TIMING);
    json.writeString(quote.timing().name());
    json.writeFieldName(REVISION);
    json.writeNumber(quote.revision());
    json.writeFieldName(COMPUTED_AT);
    json.writeNumber(quote.computedAt());
  }

  /**
   * Reads a published quote. Unknown fields are ignored.
   *
   * @throws IllegalArgumentException if the bytes are not a quote
   */
  public static SurgeQuote decode(byte[] value) {
    try (JsonParser parser = JSON.createParser(value)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IllegalArgumentException("not a quote: no JSON object");
      }
      QuoteFields fields = new QuoteFields();
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        fields.read(name, parser);
        parser.skipChildren();
      }
      return fields.quote();
    } catch (IOException e) {
      throw new IllegalArgumentException("not a quote: " + e.getMessage(), e);
    }
  }

  /** The fields of a quote while it is read. */
  private static final class QuoteFields {
    private static final int COUNT = 9;

    private int seen;
    private String zoneId = "";
    private double multiplier;
    private long demand;
    private long supply;
    private long windowStart;
    private long windowEnd;
    private QuoteTiming timing = QuoteTiming.EARLY;
    private long revision;
    private long computedAt;

    void read(String name, JsonParser parser) throws IOException {
      seen++;
      switch (name) {
        case "zone_id" -> zoneId = parser.getText();
        case "multiplier" -> multiplier = parser.getDoubleValue();
        case "demand" -> demand = parser.getLongValue();
        case "supply" -> supply = parser.getLongValue();
        case "window_start" -> windowStart = parser.getLongValue();
        case "window_end" -> windowEnd = parser.getLongValue();
        case "timing" -> timing = QuoteTiming.valueOf(parser.getText());
        case "revision" -> revision = parser.getLongValue();
        case "computed_at" -> computedAt = parser.getLongValue();
        default -> seen--;
      }
    }

    SurgeQuote quote() {
      if (seen != COUNT) {
        throw new IllegalArgumentException("not a quote: has not each of its fields once");
      }
      return new SurgeQuote(
          zoneId, multiplier, demand, supply, windowStart, windowEnd, timing, revision, computedAt);
    }
  }
}
