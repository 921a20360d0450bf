package io.surge.tools.demo;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.is;

import io.surge.testing.Await;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demo as a user has it: a process, started as {@code make demo} starts it. */
@Timeout(400)
final class DemoTest {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final String PRICE = "first live price after";
  private static final Pattern ADDRESSES =
      Pattern.compile("map (http://localhost:(\\d+)), Kafka 127.0.0.1:(\\d+)");

  @TempDir Path directory;
  private Path output;
  private Process demo;

  @BeforeEach
  void start() throws IOException {
    output = directory.resolve("output");
    Files.createDirectory(directory.resolve("temporary"));
    demo =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "@target/java.args",
                "-Xmx768m",
                "-Djava.io.tmpdir=" + directory.resolve("temporary"),
                "-Dlog4j2.configurationFile=config/tools-log4j2.properties",
                "io.surge.tools.Tools",
                "demo",
                "--mapPort=0")
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
  }

  @AfterEach
  void kill() {
    demo.descendants().forEach(ProcessHandle::destroyForcibly);
    demo.destroyForcibly();
  }

  @Test
  void showsALivePriceServesTheMapAndLeavesNothingBehind() throws Exception {
    awaitPrice();
    Matcher addresses = ADDRESSES.matcher(text());
    assertThat(addresses.find(), is(true));
    String page =
        new String(
            URI.create(addresses.group(1)).toURL().openStream().readAllBytes(),
            StandardCharsets.UTF_8);
    assertThat(page.contains("<html"), is(true));
    List<ProcessHandle> children = demo.descendants().toList();

    demo.destroy();

    assertThat(demo.waitFor(), is(0));
    for (ProcessHandle child : children) {
      Await.until("the pipeline has ended", () -> !child.isAlive());
    }
    assertThat(isListening(Integer.parseInt(addresses.group(2))), is(false));
    assertThat(isListening(Integer.parseInt(addresses.group(3))), is(false));
    try (var left = Files.list(directory.resolve("temporary"))) {
      assertThat(left.toList(), is(empty()));
    }
  }

  @Test
  void thePipelineEndsAlsoWhenTheDemoIsKilled() throws Exception {
    Await.until("the pipeline runs", PATIENCE, () -> demo.descendants().count() == 1);
    List<ProcessHandle> children = demo.descendants().toList();

    demo.destroyForcibly().waitFor();

    for (ProcessHandle child : children) {
      Await.until("the pipeline has ended", PATIENCE, () -> !child.isAlive());
    }
  }

  private void awaitPrice() throws Exception {
    try {
      Await.until("there is a price", PATIENCE, () -> !demo.isAlive() || text().contains(PRICE));
      assertThat(text(), containsString(PRICE));
    } catch (AssertionError e) {
      throw new AssertionError("the demo said: " + text() + "\nthe pipeline: " + pipelineLog(), e);
    }
  }

  private String pipelineLog() throws IOException {
    try (var files = Files.find(directory, 3, (file, attributes) -> file.endsWith("log"))) {
      Optional<Path> log = files.findFirst();
      return log.isEmpty() ? "no log" : Files.readString(log.get());
    }
  }

  private String text() throws IOException {
    return Files.readString(output);
  }

  private static boolean isListening(int port) {
    try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port)) {
      return socket.isConnected();
    } catch (IOException refused) {
      return false;
    }
  }
}
