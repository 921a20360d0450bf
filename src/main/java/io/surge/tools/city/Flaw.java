package io.surge.tools.city;

/** What may be wrong with a record: one flaw for each reason to reject it. */
enum Flaw {
  TRUNCATED,
  TIMESTAMP_MISSING,
  LATITUDE_IN_WORDS,
  ID_EMPTY,
  LATITUDE_BEYOND_THE_POLE,
  TIMESTAMP_BEFORE_THE_EPOCH,
  TIMESTAMP_FAR_AHEAD;

  /** The broken form of a good record. */
  String breakRecord(String json) {
    return switch (this) {
      case TRUNCATED -> json.substring(0, json.length() / 2);
      case TIMESTAMP_MISSING -> json.replace("\"timestamp\"", "\"time\"");
      case LATITUDE_IN_WORDS -> json.replace("\"latitude\":", "\"latitude\":\"north\",\"was\":");
      case ID_EMPTY -> json.replaceFirst("_id\":\"[^\"]*\"", "_id\":\"\"");
      case LATITUDE_BEYOND_THE_POLE -> json.replace("\"latitude\":", "\"latitude\":91,\"was\":");
      case TIMESTAMP_BEFORE_THE_EPOCH -> json.replace("\"timestamp\":", "\"timestamp\":-");
      case TIMESTAMP_FAR_AHEAD -> json.replace("\"timestamp\":", "\"timestamp\":9");
    };
  }
}
