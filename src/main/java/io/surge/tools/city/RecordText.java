package io.surge.tools.city;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.util.ByteArrayBuilder;
import io.surge.tools.city.CityEvent.DriverSeen;
import io.surge.tools.city.CityEvent.RiderAsked;
import java.io.IOException;
import java.io.UncheckedIOException;

/** The JSON form of events, as the pipeline's input topics carry it. */
final class RecordText {
  private static final JsonFactory JSON =
      JsonFactory.builder().enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER).build();

  private final ByteArrayBuilder buffer = new ByteArrayBuilder(256);

  byte[] write(CityEvent event) {
    buffer.reset();
    try (JsonGenerator json = JSON.createGenerator(buffer)) {
      json.writeStartObject();
      if (event instanceof DriverSeen seen) {
        json.writeStringField("driver_id", id(seen));
        writePlace(json, seen.place());
        json.writeBooleanField("available", seen.available());
      } else if (event instanceof RiderAsked asked) {
        json.writeStringField("user_id", id(asked));
        writePlace(json, asked.place());
      }
      json.writeNumberField("timestamp", event.timestamp());
      json.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to take a record", e);
    }
    return buffer.toByteArray();
  }

  private static void writePlace(JsonGenerator json, Place place) throws IOException {
    json.writeNumberField("latitude", City.latitude(place));
    json.writeNumberField("longitude", City.longitude(place));
  }

  /** The rider's or driver's id: also the record's key. */
  static String id(CityEvent event) {
    if (event instanceof DriverSeen seen) {
      return "driver-" + seen.driver();
    }
    return "rider-" + ((RiderAsked) event).rider();
  }
}
