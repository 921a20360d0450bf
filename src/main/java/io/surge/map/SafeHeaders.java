package io.surge.map;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.Optional;

/** Headers that keep a browser from running, framing, guessing or telling what it should not. */
final class SafeHeaders implements Handler {
  private final String contentSecurityPolicy;

  SafeHeaders(Optional<MapTiles> tiles) {
    this.contentSecurityPolicy =
        String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "img-src 'self'" + tiles.map(SafeHeaders::streets).orElse(""),
            "connect-src 'self'",
            "base-uri 'none'",
            "form-action 'none'",
            "frame-ancestors 'none'");
  }

  /** Leaflet puts an empty picture, written out in its source, for one that is needed no more. */
  private static String streets(MapTiles tiles) {
    return " data: " + tiles.origin();
  }

  @Override
  public void handle(Context request) {
    request.header("Content-Security-Policy", contentSecurityPolicy);
    request.header("X-Content-Type-Options", "nosniff");
    request.header("X-Frame-Options", "DENY");
    request.header("Referrer-Policy", "no-referrer");
    request.header("Cross-Origin-Resource-Policy", "same-origin");
    request.header("Cross-Origin-Opener-Policy", "same-origin");
    request.header("Cache-Control", "no-cache");
  }
}
