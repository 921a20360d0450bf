package io.surge.tools;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user sees of a mistake: one line that says what to do, and an exit status. */
final class ToolsTest {
  private record Outcome(int status, String errors) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "simulate --speed=3 | Unknown option: '--speed=3'",
        "simulate --duration=5 | Invalid value for option '--duration': takes a duration such as"
            + " 500ms, 30s or 2m",
        "simulate --rate=0 | --rate takes a number above 0",
        "simulate --rate=100 --drivers=500 | --rate takes more than the drivers alone send, which"
            + " is 100.0",
        "simulate --lateShare=2 | --lateShare takes a share from 0 to 1",
        "simulate --pingInterval=0s | --pingInterval takes a duration above 0",
        "topics --partitions=0 | --partitions takes a number from 1",
        "replay | --rideRequests or --driverUpdates must name a file",
        "replay --rideRequests=x --speed=0 | Invalid value for option '--speed': takes a number"
            + " above 0, or max",
        "redrive --dryRun | Missing required option: '--reason=CODE'",
        "redrive --reason=why | --reason takes one of invalid_json, missing_field, wrong_type,"
            + " invalid_id, invalid_coordinate, negative_timestamp, future_timestamp, too_late",
        "demo --duration=long | Invalid value for option '--duration': takes a duration such as"
            + " 500ms, 30s or 2m",
      })
  void tellsAMistakeInOneLineWithStatusTwo(String arguments, String message) {
    assertThat(
        run(arguments.split(" ")), is(new Outcome(2, message + " (--help lists the options)")));
  }

  @Test
  void tellsThatNoKafkaAnswers() throws Exception {
    int port = LoopbackPorts.reserve(0).broker();

    Outcome outcome = run("topics", "--bootstrapServers=127.0.0.1:" + port);

    String message = "no Kafka answers at 127.0.0.1:%d; is it running? make broker starts one";
    assertThat(outcome, is(new Outcome(1, message.formatted(port))));
  }

  @Test
  void tellsThatAPortIsTaken() throws Exception {
    try (ServerSocket other =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      int port = other.getLocalPort();
      Outcome taken =
          new Outcome(1, "port " + port + " is taken: stop what listens there or choose another");

      assertThat(run("broker", "--port=" + port), is(taken));
      assertThat(run("demo", "--mapPort=" + port), is(taken));
      assertThat(run("demo", "--mapPort=0", "--brokerPort=" + port), is(taken));
    }
  }

  @Test
  void tellsThatTopicsAreMissing() {
    try (EmbeddedBroker broker = EmbeddedBroker.startTemporary()) {
      Outcome outcome = run("simulate", "--bootstrapServers=" + broker.bootstrapServers());

      assertThat(outcome.status(), is(1));
      assertThat(
          outcome.errors(), containsString("topics driver-updates, ride-requests not found"));
    }
  }

  @Test
  void refusesToReplayOldRecordsIntoTopicsThatWouldDeleteThem(@TempDir Path directory)
      throws Exception {
    Path file = directory.resolve("requests.jsonl");
    Files.writeString(file, "{\"timestamp\":1212739200000}\n");
    try (EmbeddedBroker broker = EmbeddedBroker.startTemporary()) {
      String servers = "--bootstrapServers=" + broker.bootstrapServers();
      run("topics", servers);

      assertThat(
          run("replay", servers, "--times=own", "--rideRequests=" + file),
          is(
              new Outcome(
                  1,
                  "ride-requests keeps records for 1d only and would delete those of"
                      + " 2008-06-06T08:00:00Z: use topics made with"
                      + " make topics ARGS=--keepForEver, or --times=now")));
    }
  }

  private static Outcome run(String... arguments) {
    StringWriter errors = new StringWriter();
    int status = Tools.commandLine().setErr(new PrintWriter(errors)).execute(arguments);
    return new Outcome(status, errors.toString().strip());
  }
}
