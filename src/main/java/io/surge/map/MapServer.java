package io.surge.map;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HttpStatus;
import io.javalin.http.staticfiles.Location;
import io.javalin.util.JavalinBindException;
import java.net.BindException;

/** The routes: the page, what it is made of, its stream, and the API. */
final class MapServer {
  private static final String PAGE = "/io/surge/map/page";

  private final MapSettings settings;
  private final Javalin server;

  MapServer(MapSettings settings, QuoteApi api, PageStream pages) {
    this.settings = settings;
    this.server = Javalin.create(config -> configure(config, settings, api, pages));
  }

  private static void configure(
      JavalinConfig config, MapSettings settings, QuoteApi api, PageStream pages) {
    config.jetty.modifyServer(jetty -> jetty.setErrorHandler(new PlainRefusal()));
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.staticFiles.add(PAGE, Location.CLASSPATH);
    config.staticFiles.add(
        leaflet -> {
          leaflet.hostedPath = "/leaflet";
          leaflet.directory = LeafletFiles.folder();
          leaflet.location = Location.CLASSPATH;
        });
    config.routes.before(new SafeHeaders(settings.tiles()));
    config.routes.get("/api/zones/{id}", api::zone);
    config.routes.get("/api/zones/{id}/history", api::history);
    config.routes.get("/api/quote", api::place);
    config.routes.get(
        "/api/settings",
        request -> ApiJson.answer(request, json -> ApiJson.settings(json, settings)));
    config.routes.before(
        "/api/stream",
        request -> {
          if (pages.isFull()) {
            ApiJson.refuse(request, HttpStatus.SERVICE_UNAVAILABLE, "no more pages can be opened");
            request.skipRemainingHandlers();
          }
        });
    config.routes.sse("/api/stream", pages::open);
    config.routes.exception(
        QuoteApi.BadRequest.class,
        (e, request) -> ApiJson.refuse(request, HttpStatus.BAD_REQUEST, e.getMessage()));
    config.routes.error(
        HttpStatus.NOT_FOUND.getCode(),
        request -> {
          if (!request.path().startsWith("/api/zones/")) {
            ApiJson.refuse(request, HttpStatus.NOT_FOUND, "there is nothing at this address");
          }
        });
  }

  /**
   * @throws BindException if the address cannot be had
   */
  void start() throws BindException {
    try {
      server.start(settings.host(), settings.port());
    } catch (JavalinBindException e) {
      BindException reason = new BindException(e.getMessage());
      reason.initCause(e);
      throw reason;
    }
  }

  String url() {
    String host = settings.host().equals("127.0.0.1") ? "localhost" : settings.host();
    return "http://%s:%d".formatted(host, server.port());
  }

  void stop() {
    server.stop();
  }
}
