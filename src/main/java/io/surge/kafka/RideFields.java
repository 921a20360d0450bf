package io.surge.kafka;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.surge.domain.DriverUpdate;
import io.surge.domain.RejectionReason;
import io.surge.domain.RideRequest;
import io.surge.domain.Zone;
import io.surge.domain.ZoneGrid;
import java.io.IOException;

/**
 * The fields of one record while it is read. Bit sets and primitive fields instead of a tree or
 * map: this runs for every record.
 */
final class RideFields {
  private static final int MAXIMUM_ID_LENGTH = 128;

  private static final int ID = 1;
  private static final int LATITUDE = 1 << 1;
  private static final int LONGITUDE = 1 << 2;
  private static final int TIMESTAMP = 1 << 3;
  private static final int AVAILABLE = 1 << 4;

  private final RideTopic topic;
  private final String idName;
  private final int required;

  private int present;
  private int illTyped;
  private String id = "";
  private double latitude;
  private double longitude;
  private long timestamp;
  private boolean available;

  RideFields(RideTopic topic) {
    this.topic = topic;
    boolean ofDrivers = topic == RideTopic.DRIVER_UPDATES;
    idName = ofDrivers ? "driver_id" : "user_id";
    required = ID | LATITUDE | LONGITUDE | TIMESTAMP | (ofDrivers ? AVAILABLE : 0);
  }

  /** Takes the value that the parser stands on, if the field is one of this topic's. */
  void read(String name, JsonParser parser) throws IOException {
    JsonToken token = parser.currentToken();
    switch (name) {
      case "latitude" -> {
        if (mark(LATITUDE, token.isNumeric())) {
          latitude = parser.getDoubleValue();
        }
      }
      case "longitude" -> {
        if (mark(LONGITUDE, token.isNumeric())) {
          longitude = parser.getDoubleValue();
        }
      }
      case "timestamp" -> {
        if (mark(TIMESTAMP, isLong(parser))) {
          timestamp = parser.getLongValue();
        }
      }
      case "available" -> {
        if (mark(AVAILABLE, token.isBoolean())) {
          available = token == JsonToken.VALUE_TRUE;
        }
      }
      default -> {
        if (name.equals(idName) && mark(ID, token == JsonToken.VALUE_STRING)) {
          id = parser.getText();
        }
      }
    }
  }

  Decoded decode(ZoneGrid grid) {
    int missing = required & ~present;
    if (missing != 0) {
      return rejected(RejectionReason.MISSING_FIELD, firstOf(missing) + " is missing");
    }
    int wrong = required & illTyped;
    if (wrong != 0) {
      return rejected(RejectionReason.WRONG_TYPE, describeTypeOf(wrong));
    }
    if (id.isEmpty()) {
      return rejected(RejectionReason.INVALID_ID, idName + " is empty");
    }
    if (isTooLong(id)) {
      return rejected(
          RejectionReason.INVALID_ID,
          idName + " is longer than " + MAXIMUM_ID_LENGTH + " characters");
    }
    // Written so that what is not a number fails as well.
    if (!(Math.abs(latitude) <= 90)) {
      return rejected(RejectionReason.INVALID_COORDINATE, "latitude is not within [-90, 90]");
    }
    if (!(Math.abs(longitude) <= 180)) {
      return rejected(RejectionReason.INVALID_COORDINATE, "longitude is not within [-180, 180]");
    }
    if (timestamp < 0) {
      return rejected(RejectionReason.NEGATIVE_TIMESTAMP, "timestamp is negative");
    }
    Zone zone = grid.zoneAt(latitude, longitude);
    return new Decoded.Event(
        switch (topic) {
          case RIDE_REQUESTS -> new RideRequest(zone, timestamp, null);
          case DRIVER_UPDATES -> new DriverUpdate(id, zone, available, timestamp, null);
        });
  }

  /** Notes that a field came, and whether in its type; what came before under its name is void. */
  private boolean mark(int field, boolean wellTyped) {
    present |= field;
    illTyped = wellTyped ? illTyped & ~field : illTyped | field;
    return wellTyped;
  }

  /** JSON integers only: 1.0 and 1e3 are numbers, but no timestamps. */
  private static boolean isLong(JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NUMBER_INT
        && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER;
  }

  private static boolean isTooLong(String id) {
    return id.length() > MAXIMUM_ID_LENGTH && id.codePointCount(0, id.length()) > MAXIMUM_ID_LENGTH;
  }

  private String firstOf(int fields) {
    return switch (Integer.lowestOneBit(fields)) {
      case ID -> idName;
      case LATITUDE -> "latitude";
      case LONGITUDE -> "longitude";
      case TIMESTAMP -> "timestamp";
      default -> "available";
    };
  }

  private String describeTypeOf(int fields) {
    String type =
        switch (Integer.lowestOneBit(fields)) {
          case ID -> "a string";
          case LATITUDE, LONGITUDE -> "a number";
          case TIMESTAMP -> "an integer of 64 bits";
          default -> "true or false";
        };
    return firstOf(fields) + " is not " + type;
  }

  private static Decoded.Rejection rejected(RejectionReason reason, String detail) {
    return new Decoded.Rejection(reason, detail);
  }
}
