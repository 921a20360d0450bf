package io.surge.map;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import javax.imageio.ImageIO;

/** Answers every request for a picture of streets with the same one. */
final class TileServer implements AutoCloseable {
  private static final int SIDE = 256;

  private final HttpServer server;
  private final byte[] picture;

  private TileServer(HttpServer server, byte[] picture) {
    this.server = server;
    this.picture = picture;
  }

  static TileServer start() throws IOException {
    ByteArrayOutputStream picture = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(SIDE, SIDE, BufferedImage.TYPE_INT_RGB), "png", picture);
    InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    TileServer tiles = new TileServer(HttpServer.create(anyPort, 0), picture.toByteArray());
    tiles.server.createContext("/", tiles::answer);
    tiles.server.start();
    return tiles;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "image/png");
      exchange.sendResponseHeaders(200, picture.length);
      exchange.getResponseBody().write(picture);
    }
  }

  MapTiles template() {
    return new MapTiles(
        "http://localhost:%d/{z}/{x}/{y}.png".formatted(server.getAddress().getPort()));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
