package io.surge.bench;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.apache.beam.sdk.util.ReleaseInfo;
import org.apache.flink.runtime.util.EnvironmentInformation;
import org.apache.kafka.common.utils.AppInfoParser;

/** Where, when and with what something was measured. */
final class Machine {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** One line. */
  static String describe() {
    OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return "%s: %d x %s, %d GB, Java %s, Beam %s, Flink %s, Kafka %s%n"
        .formatted(
            LocalDate.now(ZoneOffset.UTC),
            system.getAvailableProcessors(),
            processor(),
            system.getTotalMemorySize() >> 30,
            Runtime.version(),
            ReleaseInfo.getReleaseInfo().getVersion(),
            EnvironmentInformation.getVersion(),
            AppInfoParser.getVersion());
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(PROCESSORS)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .findFirst()
          .orElse(System.getProperty("os.arch"));
    } catch (IOException e) {
      return System.getProperty("os.arch");
    }
  }
}
