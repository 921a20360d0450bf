package io.surge.tools.city;

import java.time.Duration;
import org.checkerframework.checker.nullness.qual.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options that describe a simulated city. */
public final class CityOptions {
  /**
   * Of all events; the others are ride requests. Gives about one request in a window for each free
   * driver.
   */
  private static final double UPDATES = 0.94;

  @Option(
      names = "--rate",
      paramLabel = "NUMBER",
      description =
          "events per second, in the mean over a rush's period (default: ${DEFAULT-VALUE})")
  private double rate = 1000;

  @Option(
      names = "--zones",
      paramLabel = "NUMBER",
      description = "size of the city in square kilometres (default: ${DEFAULT-VALUE})")
  private int zones = 400;

  @Option(
      names = "--drivers",
      paramLabel = "NUMBER",
      description = "drivers (default: as many as send 94 %% of the events)")
  private @Nullable Integer drivers;

  @Option(
      names = "--pingInterval",
      paramLabel = "DURATION",
      description = "how often a driver says where it is (default: 5s)")
  private Duration pingInterval = Duration.ofSeconds(5);

  @Option(
      names = "--rushPeriod",
      paramLabel = "DURATION",
      description = "from one rush to the next (default: 4m)")
  private Duration rushPeriod = Duration.ofMinutes(4);

  @Option(
      names = "--disorder",
      paramLabel = "DURATION",
      description = "events are sent up to so long after they happened (default: 1s)")
  private Duration disorder = Duration.ofSeconds(1);

  @Option(
      names = "--lateShare",
      paramLabel = "SHARE",
      description = "share of the events that are late (default: ${DEFAULT-VALUE})")
  private double lateShare = 0.01;

  @Option(
      names = "--lateBy",
      paramLabel = "DURATION",
      description =
          "late events are sent between half of this and all of it after they happened"
              + " (default: 30s)")
  private Duration lateBy = Duration.ofSeconds(30);

  @Option(
      names = "--brokenShare",
      paramLabel = "SHARE",
      description = "share of the records that must be rejected (default: ${DEFAULT-VALUE})")
  private double brokenShare = 0.001;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      description = "another seed, another life (default: ${DEFAULT-VALUE})")
  private long seed = 1;

  /**
   * The life that the options describe.
   *
   * @throws ParameterException if it cannot be
   */
  public CityLife life(long start, CommandSpec command) {
    require(command, zones >= 1, "--zones takes a number from 1");
    require(command, rate > 0 && rate <= 10_000_000, "--rate takes a number above 0");
    require(command, drivers == null || drivers >= 0, "--drivers takes a number from 0");
    require(command, !pingInterval.isZero(), "--pingInterval takes a duration above 0");
    require(command, !rushPeriod.isZero(), "--rushPeriod takes a duration above 0");
    double pingsPerDriver = 1000.0 / pingInterval.toMillis();
    int fleet = drivers == null ? (int) (UPDATES * rate / pingsPerDriver) : drivers;
    double requests = rate - fleet * pingsPerDriver;
    require(
        command,
        requests > 0,
        "--rate takes more than the drivers alone send, which is " + fleet * pingsPerDriver);
    return new CityLife(seed, start, zones, fleet, pingInterval, requests, rushPeriod);
  }

  /**
   * What the options let happen to the events.
   *
   * @throws ParameterException if it cannot be
   */
  public Disturbances disturbances(CommandSpec command) {
    requireShare(command, "--lateShare", lateShare);
    requireShare(command, "--brokenShare", brokenShare);
    return new Disturbances(disorder, lateShare, lateBy, brokenShare);
  }

  private static void requireShare(CommandSpec command, String option, double share) {
    require(command, share >= 0 && share <= 1, option + " takes a share from 0 to 1");
  }

  private static void require(CommandSpec command, boolean holds, String message) {
    if (!holds) {
      throw new ParameterException(command.commandLine(), message);
    }
  }
}
