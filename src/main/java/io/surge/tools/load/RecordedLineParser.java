package io.surge.tools.load;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.surge.tools.TopicRole;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.checkerframework.checker.nullness.qual.Nullable;

/** Finds in a recorded line what a replay needs: the key, the time, and where the time stands. */
final class RecordedLineParser {
  private static final JsonFactory JSON = new JsonFactory();

  private @Nullable String id;
  private long timestamp;
  private int timestampFrom;
  private int timestampTo;

  /**
   * Reads a line as far as it can be read.
   *
   * @param before the time of the line before
   */
  RecordedLine parse(TopicRole topic, byte[] text, long before) {
    id = null;
    timestamp = before;
    timestampFrom = 0;
    timestampTo = 0;
    try (JsonParser json = JSON.createParser(text)) {
      if (json.nextToken() == JsonToken.START_OBJECT) {
        readFields(json, topic == TopicRole.RIDE_REQUESTS ? "user_id" : "driver_id");
      }
    } catch (JacksonException broken) {
      timestampTo = timestampFrom;
      timestamp = before;
    } catch (IOException e) {
      throw new UncheckedIOException("memory cannot fail to be read", e);
    }
    return new RecordedLine(topic, text, id, timestamp, timestampFrom, timestampTo);
  }

  private void readFields(JsonParser json, String idField) throws IOException {
    while (json.nextToken() == JsonToken.FIELD_NAME) {
      String name = json.currentName();
      JsonToken value = json.nextToken();
      if (name.equals(idField) && value == JsonToken.VALUE_STRING) {
        id = json.getText();
      } else if (name.equals("timestamp") && value == JsonToken.VALUE_NUMBER_INT) {
        timestamp = json.getLongValue();
        timestampFrom = (int) json.currentTokenLocation().getByteOffset();
        timestampTo = timestampFrom + json.getTextLength();
      }
      json.skipChildren();
    }
  }
}
