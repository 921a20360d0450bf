package io.surge.bench;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** One kept-alive connection to a map, plain enough that the server is what is measured. */
final class QuoteConnection implements Closeable {
  static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);

  /** The simulated city, and a little of what lies around it. */
  private static final double SOUTH = 36.03;

  private static final double WEST = -115.29;
  private static final double SPAN = 0.22;
  private static final String LENGTH = "content-length: ";

  private final URI url;
  private final Socket socket;
  private final InputStream answers;
  private final Random random;
  private final Histogram times = new Histogram(LONGEST_NANOS, 3);

  private QuoteConnection(URI url, Socket socket, Random random) throws IOException {
    this.url = url;
    this.socket = socket;
    this.answers = new BufferedInputStream(socket.getInputStream());
    this.random = random;
  }

  static QuoteConnection open(URI url, int seed) throws IOException {
    Socket socket = new Socket();
    socket.setTcpNoDelay(true);
    socket.connect(new InetSocketAddress(url.getHost(), url.getPort()));
    return new QuoteConnection(url, socket, new Random(seed));
  }

  /**
   * @throws IOException if the answer is not a price
   */
  void askForOnePlace() throws IOException {
    double latitude = SOUTH + SPAN * random.nextDouble();
    double longitude = WEST + SPAN * random.nextDouble();
    String request =
        String.format(
            Locale.ROOT,
            "GET /api/quote?lat=%.5f&lon=%.5f HTTP/1.1\r\nHost: %s\r\n\r\n",
            latitude,
            longitude,
            url.getAuthority());
    long start = System.nanoTime();
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    readAnswer();
    times.recordValue(Math.min(LONGEST_NANOS, System.nanoTime() - start));
  }

  private void readAnswer() throws IOException {
    String status = readLine();
    if (!status.endsWith("200 OK")) {
      throw new IOException("answered " + status);
    }
    int length = 0;
    for (String header = readLine(); !header.isEmpty(); header = readLine()) {
      if (header.toLowerCase(Locale.ROOT).startsWith(LENGTH)) {
        length = Integer.parseInt(header.substring(LENGTH.length()).trim());
      }
    }
    answers.skipNBytes(length);
  }

  private String readLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int next = answers.read(); next != '\n'; next = answers.read()) {
      if (next < 0) {
        throw new EOFException("the connection was closed");
      }
      if (next != '\r') {
        line.append((char) next);
      }
    }
    return line.toString();
  }

  Histogram times() {
    return times;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
