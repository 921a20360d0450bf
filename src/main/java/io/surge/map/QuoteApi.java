package io.surge.map;

import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import io.surge.domain.ZoneGrid;
import io.surge.map.prices.ReaderState;
import io.surge.map.prices.SurgePrices;
import io.surge.map.prices.ZonePrice;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.checkerframework.checker.nullness.qual.Nullable;

/** The price of a zone and of a place, for services that ask. */
final class QuoteApi {
  private static final Pattern DEGREES = Pattern.compile("-?\\d{1,3}(\\.\\d{1,30})?");
  private static final double NORTH_POLE = 90;
  private static final double DATE_LINE = 180;

  private final ZoneGrid grid;
  private final double minMultiplier;
  private final SurgePrices prices;
  private final QuoteHistory history;
  private final Supplier<ReaderState> state;

  QuoteApi(
      ZoneGrid grid,
      double minMultiplier,
      SurgePrices prices,
      QuoteHistory history,
      Supplier<ReaderState> state) {
    this.grid = grid;
    this.minMultiplier = minMultiplier;
    this.prices = prices;
    this.history = history;
    this.state = state;
  }

  /** {@code GET /api/zones/{id}}: the current quote, or 404 where there is none. */
  void zone(Context request) {
    Optional<ZonePrice> price = prices.priceOf(request.pathParam("id"));
    if (price.isPresent()) {
      answer(request, price.get());
    } else if (state.get() == ReaderState.LOADING) {
      refuseWhileLoading(request);
    } else {
      ApiJson.refuse(request, HttpStatus.NOT_FOUND, "no zone of this id has a quote now");
    }
  }

  /** {@code GET /api/zones/{id}/history}: its last windows, oldest first; none for most zones. */
  void history(Context request) {
    ApiJson.answer(request, json -> ApiJson.history(json, history.of(request.pathParam("id"))));
  }

  /** {@code GET /api/quote?lat=..&lon=..}: what a ride from there costs now. */
  void place(Context request) {
    double latitude = degrees(request.queryParam("lat"), "lat", NORTH_POLE);
    double longitude = degrees(request.queryParam("lon"), "lon", DATE_LINE);
    String zoneId = grid.idOf(grid.zoneAt(latitude, longitude));
    Optional<ZonePrice> price = prices.priceOf(zoneId);
    if (price.isPresent()) {
      answer(request, price.get());
    } else if (state.get() == ReaderState.LOADING) {
      refuseWhileLoading(request);
    } else {
      ApiJson.answer(request, json -> ApiJson.noQuote(json, zoneId, minMultiplier, isCutOff()));
    }
  }

  private void answer(Context request, ZonePrice price) {
    boolean stale = price.behind() || isCutOff();
    ApiJson.answer(request, json -> ApiJson.quote(json, price.quote(), stale));
  }

  private boolean isCutOff() {
    return state.get() == ReaderState.RECONNECTING;
  }

  /** Before everything is read, "no quote" would be a guess. */
  private static void refuseWhileLoading(Context request) {
    request.header("Retry-After", "1");
    ApiJson.refuse(
        request, HttpStatus.SERVICE_UNAVAILABLE, "the prices are still being read, ask again");
  }

  private static double degrees(@Nullable String text, String name, double most) {
    if (text != null && DEGREES.matcher(text).matches()) {
      double degrees = Double.parseDouble(text);
      if (Math.abs(degrees) <= most) {
        return degrees;
      }
    }
    throw new BadRequest("%s takes degrees from -%.0f to %.0f".formatted(name, most, most));
  }

  /** A request that cannot be answered, with the reason for who sent it. */
  static final class BadRequest extends RuntimeException {
    private static final long serialVersionUID = 1;

    BadRequest(String reason) {
      super(reason);
    }
  }
}
