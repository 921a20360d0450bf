package io.surge.kafka;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.surge.domain.RejectionReason;
import io.surge.domain.ZoneGrid;
import java.io.IOException;
import org.checkerframework.checker.nullness.qual.Nullable;

/**
 * Decodes the JSON values of both input topics. Fields may come in any order and unknown ones are
 * ignored. Of a field that comes twice, the last one counts, as with most JSON readers.
 *
 * <p>A record that is wrong in several ways is rejected for the first of: not one complete JSON
 * object, a missing field, an ill-typed field, the id, the coordinates, the timestamp. JSON that is
 * nested deeper than 1000 levels or has a number of more than 1000 digits is refused as invalid, so
 * that no record can exhaust the memory or the stack.
 */
public final class RideEventJson {
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
          .build();

  private final ZoneGrid grid;

  public RideEventJson(ZoneGrid grid) {
    this.grid = grid;
  }

  /** Decodes a record's value; null stands for a record without one. Never throws. */
  public Decoded decode(RideTopic topic, byte @Nullable [] value) {
    if (value == null) {
      return invalid("the record has no value");
    }
    RideFields fields = new RideFields(topic);
    try (JsonParser parser = JSON.createParser(value)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return invalid("not a JSON object");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String name = parser.currentName();
        parser.nextToken();
        fields.read(name, parser);
        parser.skipChildren();
      }
      if (parser.nextToken() != null) {
        return invalid("more follows the JSON object");
      }
    } catch (StreamConstraintsException e) {
      return invalid("nested too deeply, or a number or name in it is too long");
    } catch (JacksonException e) {
      return invalid("ill-formed at byte " + offsetOf(e.getLocation()));
    } catch (IOException e) {
      return invalid("not UTF-8");
    }
    return fields.decode(grid);
  }

  private static Decoded.Rejection invalid(String detail) {
    return new Decoded.Rejection(RejectionReason.INVALID_JSON, detail);
  }

  private static String offsetOf(@Nullable JsonLocation location) {
    return location == null ? "?" : String.valueOf(location.getByteOffset());
  }
}
