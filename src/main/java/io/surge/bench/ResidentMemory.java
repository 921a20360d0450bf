package io.surge.bench;

import io.surge.tools.ToolException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Resident memory of processes, in KiB, as Linux tells it.
 *
 * @param most each process's peak, added up
 */
record ResidentMemory(long now, long most) {
  static final ResidentMemory NONE = new ResidentMemory(0, 0);

  static ResidentMemory of(long process) {
    Path status = Path.of("/proc", Long.toString(process), "status");
    try {
      List<String> lines = Files.readAllLines(status);
      return new ResidentMemory(kibibytes(lines, "VmRSS:"), kibibytes(lines, "VmHWM:"));
    } catch (IOException e) {
      throw new ToolException("cannot tell the memory of process " + process + ": " + e, e);
    }
  }

  private static long kibibytes(List<String> lines, String label) {
    return lines.stream()
        .filter(line -> line.startsWith(label))
        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
        .findFirst()
        .orElse(0);
  }

  ResidentMemory plus(ResidentMemory other) {
    return new ResidentMemory(now + other.now, most + other.most);
  }

  double gibibytesNow() {
    return now / (double) (1 << 20);
  }

  double gibibytesMost() {
    return most / (double) (1 << 20);
  }
}
