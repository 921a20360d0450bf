package io.surge.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.is;

import io.surge.domain.DriverUpdate;
import io.surge.domain.KilometreGrid;
import io.surge.domain.RejectionReason;
import io.surge.domain.RideEvent;
import io.surge.domain.RideRequest;
import io.surge.domain.Zone;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RideEventJsonTest {
  private static final KilometreGrid GRID = new KilometreGrid();
  private static final RideEventJson JSON = new RideEventJson(GRID);
  private static final Zone HARBOUR = GRID.zoneAt(37.8, -122.4);

  @Test
  void aRideRequestIsItsZoneAndTime() {
    assertThat(
        decodeRequest("{'user_id':'ana','latitude':37.8,'longitude':-122.4,'timestamp':1000}"),
        is(accepted(new RideRequest(HARBOUR, 1000, null))));
  }

  @Test
  void aDriverUpdateKeepsTheDriver() {
    assertThat(
        decodeUpdate(
            "{'driver_id':'bo','latitude':37.8,'longitude':-122.4,'available':true,'timestamp':7}"),
        is(accepted(new DriverUpdate("bo", HARBOUR, true, 7, null))));
  }

  static Stream<Arguments> acceptedRequests() {
    String id128 = "x".repeat(128);
    String symbols128 = "\uD83D\uDE95".repeat(128);
    return Stream.of(
        request("fields in any order", "{'timestamp':5,'longitude':0,'latitude':0,'user_id':'a'}"),
        request(
            "unknown fields of any kind",
            "{'a':{'latitude':[1,{'b':null}]},'user_id':'a','latitude':0,'longitude':0,"
                + "'timestamp':5,'available':'no','driver_id':4,'':1e999}"),
        request(
            "spaces around", " \r\n\t{'user_id':'a','latitude':0,'longitude':0,'timestamp':5}\n "),
        request(
            "the last of a field that comes twice",
            "{'user_id':4,'user_id':'a','latitude':91,'latitude':0,'longitude':0,'timestamp':'x',"
                + "'timestamp':5}"),
        request(
            "numbers in any notation",
            "{'user_id':'a','latitude':0.0e5,'longitude':-0,'timestamp':5}"),
        request("escapes", "{'user\\u005fid':'\\u0000','latitude':0,'longitude':0,'timestamp':5}"),
        request(
            "an id of 128 characters",
            "{'user_id':'" + id128 + "','latitude':0,'longitude':0,'timestamp':5}"),
        request(
            "an id of 128 characters of two units each",
            "{'user_id':'" + symbols128 + "','latitude':0,'longitude':0,'timestamp':5}"),
        request(
            "a thousand digits",
            "{'user_id':'a','latitude':0." + "0".repeat(990) + "1,'longitude':0,'timestamp':5}"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("acceptedRequests")
  void isAccepted(String what, String json) {
    assertThat(decodeRequest(json), is(accepted(new RideRequest(GRID.zoneAt(0, 0), 5, null))));
  }

  @Test
  void theEdgesOfTheEarthAreOnIt() {
    assertThat(
        decodeRequest("{'user_id':'a','latitude':-90,'longitude':180,'timestamp':0}"),
        is(accepted(new RideRequest(GRID.zoneAt(-90, 180), 0, null))));
    assertThat(
        decodeRequest("{'user_id':'a','latitude':90.0,'longitude':-180.0,'timestamp':0}"),
        is(accepted(new RideRequest(GRID.zoneAt(90, -180), 0, null))));
  }

  static Stream<Arguments> rejectedRequests() {
    String nested = "[".repeat(100_000);
    String id129 = "x".repeat(129);
    return Stream.of(
        invalid("", "not a JSON object"),
        invalid("  ", "not a JSON object"),
        invalid("null", "not a JSON object"),
        invalid("[]", "not a JSON object"),
        invalid("'a'", "not a JSON object"),
        invalid("5", "not a JSON object"),
        invalid("}", "ill-formed at byte 0"),
        invalid("{", "ill-formed at byte 1"),
        invalid("{'user_id'", "ill-formed at byte 10"),
        invalid("{'user_id':'a','latitude':0,'longitude':0,'timestamp':5", "ill-formed at byte 55"),
        invalid("{user_id:1}", "ill-formed at byte 1"),
        invalid("{'user_id':secret}", "ill-formed at byte 18"),
        invalid("{'latitude':NaN}", "ill-formed at byte 15"),
        invalid("{'latitude':01}", "ill-formed at byte 13"),
        invalid("{'latitude':+1}", "ill-formed at byte 13"),
        invalid("{'latitude':.5}", "ill-formed at byte 12"),
        invalid("{'a':1,}", "ill-formed at byte 7"),
        invalid("{'a':1}{'a':1}", "more follows the JSON object"),
        invalid("{} x", "ill-formed at byte 4"),
        invalid("{},", "ill-formed at byte 2"),
        invalid("{'a':" + nested, "nested too deeply, or a number or name in it is too long"),
        invalid(
            "{'latitude':" + "9".repeat(2000) + "}",
            "nested too deeply, or a number or name in it is too long"),
        request(
            RejectionReason.MISSING_FIELD,
            "user_id is missing",
            "{'driver_id':'a','latitude':0,'longitude':0,'timestamp':5}"),
        request(
            RejectionReason.MISSING_FIELD,
            "latitude is missing",
            "{'user_id':'a','Latitude':0,'longitude':0,'timestamp':5}"),
        request(
            RejectionReason.MISSING_FIELD,
            "longitude is missing",
            "{'user_id':'a','latitude':0,'timestamp':5}"),
        request(
            RejectionReason.MISSING_FIELD,
            "timestamp is missing",
            "{'user_id':4,'latitude':900,'longitude':0}"),
        request(RejectionReason.MISSING_FIELD, "user_id is missing", "{}"),
        request(
            RejectionReason.WRONG_TYPE,
            "user_id is not a string",
            "{'user_id':null,'latitude':0,'longitude':0,'timestamp':5}"),
        request(
            RejectionReason.WRONG_TYPE,
            "latitude is not a number",
            "{'user_id':'a','latitude':'0','longitude':0,'timestamp':5}"),
        request(
            RejectionReason.WRONG_TYPE,
            "longitude is not a number",
            "{'user_id':'a','latitude':0,'longitude':{'timestamp':5},'timestamp':5}"),
        request(
            RejectionReason.WRONG_TYPE,
            "timestamp is not an integer of 64 bits",
            "{'user_id':'a','latitude':0,'longitude':0,'timestamp':5.0}"),
        request(
            RejectionReason.WRONG_TYPE,
            "timestamp is not an integer of 64 bits",
            "{'user_id':'a','latitude':0,'longitude':0,'timestamp':1e3}"),
        request(
            RejectionReason.WRONG_TYPE,
            "timestamp is not an integer of 64 bits",
            "{'user_id':'a','latitude':0,'longitude':0,'timestamp':9223372036854775808}"),
        request(
            RejectionReason.WRONG_TYPE,
            "timestamp is not an integer of 64 bits",
            "{'user_id':'a','latitude':0,'longitude':0,'timestamp':true}"),
        request(
            RejectionReason.INVALID_ID,
            "user_id is empty",
            "{'user_id':'','latitude':0,'longitude':0,'timestamp':5}"),
        request(
            RejectionReason.INVALID_ID,
            "user_id is longer than 128 characters",
            "{'user_id':'" + id129 + "','latitude':0,'longitude':0,'timestamp':5}"),
        request(
            RejectionReason.INVALID_COORDINATE,
            "latitude is not within [-90, 90]",
            "{'user_id':'a','latitude':90.0000001,'longitude':0,'timestamp':5}"),
        request(
            RejectionReason.INVALID_COORDINATE,
            "latitude is not within [-90, 90]",
            "{'user_id':'a','latitude':-1e999,'longitude':0,'timestamp':5}"),
        request(
            RejectionReason.INVALID_COORDINATE,
            "longitude is not within [-180, 180]",
            "{'user_id':'a','latitude':0,'longitude':-181,'timestamp':5}"),
        request(
            RejectionReason.INVALID_COORDINATE,
            "longitude is not within [-180, 180]",
            "{'user_id':'a','latitude':0,'longitude':" + "9".repeat(400) + ",'timestamp':5}"),
        request(
            RejectionReason.NEGATIVE_TIMESTAMP,
            "timestamp is negative",
            "{'user_id':'a','latitude':0,'longitude':0,'timestamp':-1}"));
  }

  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("rejectedRequests")
  void isRejected(RejectionReason reason, String detail, String json) {
    assertThat(decodeRequest(json), is(new Decoded.Rejection(reason, detail)));
  }

  @Test
  void aRecordWithoutAValueIsRejected() {
    assertThat(
        JSON.decode(RideTopic.RIDE_REQUESTS, null),
        is(new Decoded.Rejection(RejectionReason.INVALID_JSON, "the record has no value")));
  }

  @Test
  void bytesThatAreNoTextAreRejected() {
    byte[] value = "{'user_id':'a?','latitude':0}".replace('\'', '"').getBytes(UTF_8);
    value[13] = (byte) 0xC3;
    assertThat(
        JSON.decode(RideTopic.RIDE_REQUESTS, value),
        is(new Decoded.Rejection(RejectionReason.INVALID_JSON, "ill-formed at byte 15")));
  }

  @Test
  void aDriverUpdateMustSayWhetherTheDriverIsAvailable() {
    assertThat(
        decodeUpdate("{'driver_id':'a','latitude':0,'longitude':0,'timestamp':5}"),
        is(new Decoded.Rejection(RejectionReason.MISSING_FIELD, "available is missing")));
    assertThat(
        decodeUpdate("{'driver_id':'a','latitude':0,'longitude':0,'timestamp':5,'available':1}"),
        is(new Decoded.Rejection(RejectionReason.WRONG_TYPE, "available is not true or false")));
    assertThat(
        decodeUpdate("{'user_id':'a','latitude':0,'longitude':0,'timestamp':5,'available':true}"),
        is(new Decoded.Rejection(RejectionReason.MISSING_FIELD, "driver_id is missing")));
  }

  private static Decoded decodeRequest(String json) {
    return JSON.decode(RideTopic.RIDE_REQUESTS, bytes(json));
  }

  private static Decoded decodeUpdate(String json) {
    return JSON.decode(RideTopic.DRIVER_UPDATES, bytes(json));
  }

  private static byte[] bytes(String json) {
    return json.replace('\'', '"').getBytes(UTF_8);
  }

  private static Decoded accepted(RideEvent event) {
    return new Decoded.Event(event);
  }

  private static Arguments request(String what, String json) {
    return Arguments.of(what, json);
  }

  private static Arguments request(RejectionReason reason, String detail, String json) {
    return Arguments.of(reason, detail, json);
  }

  private static Arguments invalid(String json, String detail) {
    return Arguments.of(RejectionReason.INVALID_JSON, detail, json);
  }
}
