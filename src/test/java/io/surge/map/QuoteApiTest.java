package io.surge.map;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.surge.domain.QuoteTiming;
import io.surge.domain.SurgeQuote;
import io.surge.domain.ZoneGrid;
import io.surge.map.prices.QuoteTopic;
import io.surge.testing.Await;
import io.surge.tools.EmbeddedBroker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
final class QuoteApiTest {
  private static final ZoneGrid GRID = ZoneGrid.named("km");
  private static final String HARBOUR = GRID.idOf(GRID.zoneAt(37.8, -122.4));
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  private static EmbeddedBroker broker;
  private static MapUnderTest map;
  private static long window;

  @BeforeAll
  static void publish() throws Exception {
    broker = EmbeddedBroker.startTemporary();
    map = MapUnderTest.apart(broker, GRID, Duration.ofSeconds(5), Optional.empty());
    window = System.currentTimeMillis() / 5_000 * 5_000;
    map.publish(QuoteTopic.LIVE, quote(HARBOUR, window));
    Await.until(() -> get("/api/zones/" + HARBOUR).statusCode(), is(200));
  }

  @AfterAll
  static void stop() {
    map.close();
    broker.close();
  }

  @Test
  void answersTheCurrentQuoteOfAZone() throws Exception {
    HttpResponse<String> answer = get("/api/zones/" + HARBOUR);
    assertThat(answer.statusCode(), is(200));
    assertThat(answer.headers().firstValue("Content-Type").orElse(""), is("application/json"));
    assertThat(answer.body(), is(harbourQuote(false)));
  }

  @Test
  void answersTheQuoteOfAPlace() throws Exception {
    assertThat(get("/api/quote?lat=37.8&lon=-122.4").body(), is(harbourQuote(false)));
  }

  @Test
  void answersTheMinimumForAPlaceWithoutAQuoteAndSaysSo() throws Exception {
    HttpResponse<String> answer = get("/api/quote?lat=0.5&lon=0.5");
    assertThat(answer.statusCode(), is(200));
    assertThat(
        answer.body(),
        is("{\"zone_id\":\"zone_55_55\",\"multiplier\":1.0,\"quoted\":false,\"stale\":false}"));
  }

  @Test
  void saysThatAPriceMayBeOutOfDate() throws Exception {
    String station = GRID.idOf(GRID.zoneAt(37.7, -122.4));
    map.publish(QuoteTopic.LIVE, quote(station, window - 15_000));
    Await.until(() -> get("/api/zones/" + station).statusCode(), is(200));
    assertThat(get("/api/zones/" + station).body(), containsString("\"stale\":true"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"zone_1_1", "zone_999999_5", "nowhere", "%3Cscript%3E", "zone_1_1%0d%0aX-Evil:1"})
  void knowsNoZoneWithoutAQuoteAndRepeatsNothingOfTheQuestion(String id) throws Exception {
    HttpResponse<String> answer = get("/api/zones/" + id);
    assertThat(answer.statusCode(), is(404));
    assertThat(answer.body(), is("{\"error\":\"no zone of this id has a quote now\"}"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "?lat=37.8",
        "?lon=-122.4",
        "?lat=&lon=",
        "?lat=91&lon=0",
        "?lat=-90.001&lon=0",
        "?lat=0&lon=180.5",
        "?lat=NaN&lon=0",
        "?lat=Infinity&lon=0",
        "?lat=1e1&lon=0",
        "?lat=0x10&lon=0",
        "?lat=%3Cscript%3E&lon=0",
      })
  void refusesWhatIsNoPlaceWithAReason(String query) throws Exception {
    HttpResponse<String> answer = get("/api/quote" + query);
    assertThat(answer.statusCode(), is(400));
    assertThat(answer.headers().firstValue("Content-Type").orElse(""), is("application/json"));
    assertThat(answer.body(), containsString(" takes degrees from -"));
    assertThat(answer.body(), not(containsString("script")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/main.js", "/leaflet/dist/leaflet.css", "/api/quote", "/nothing"})
  void tellsBrowsersToBeCareful(String path) throws Exception {
    HttpResponse<String> answer = get(path);
    assertThat(
        header(answer, "Content-Security-Policy"),
        is(
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
                + " connect-src 'self'; base-uri 'none'; form-action 'none';"
                + " frame-ancestors 'none'"));
    assertThat(header(answer, "X-Content-Type-Options"), is("nosniff"));
    assertThat(header(answer, "X-Frame-Options"), is("DENY"));
    assertThat(header(answer, "Referrer-Policy"), is("no-referrer"));
  }

  @Test
  void answersWhatIsNoHttpWithoutRepeatingIt() throws Exception {
    String answer = raw("GET /api/zones/<script>alert(1)</script> HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(answer, containsString("HTTP/1.1 400"));
    assertThat(answer, not(containsString("script")));
  }

  private static String raw(String request) throws IOException {
    URI address = URI.create(map.url());
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  private static HttpResponse<String> get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(map.url() + path)).build();
    return HTTP.send(request, BodyHandlers.ofString());
  }

  private static SurgeQuote quote(String zone, long windowEnd) {
    return new SurgeQuote(
        zone, 2.5, 5, 2, windowEnd - 30_000, windowEnd, QuoteTiming.EARLY, 3, windowEnd);
  }

  private static String harbourQuote(boolean stale) {
    return ("{\"zone_id\":\"%s\",\"multiplier\":2.5,\"demand\":5,\"supply\":2,\"window_start\":%d,"
            + "\"window_end\":%d,\"timing\":\"EARLY\",\"revision\":3,\"computed_at\":%d,"
            + "\"quoted\":true,\"stale\":%b}")
        .formatted(HARBOUR, window - 30_000, window, window, stale);
  }
}
