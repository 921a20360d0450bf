package io.surge.bench;

import io.surge.tools.ToolException;
import io.surge.tools.Tools;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code make demo} in a process of its own, on free ports: nothing of it is left once closed. */
final class DemoBeside implements AutoCloseable {
  private static final Pattern ADDRESS = Pattern.compile("map (http://\\S+), .*");
  private static final String PRICED = "first live price";

  private final ChildJvm process;
  private final URI map;

  private DemoBeside(ChildJvm process, URI map) {
    this.process = process;
    this.map = map;
  }

  /**
   * Starts it and waits for its first price.
   *
   * @throws ToolException if it ends before
   */
  static DemoBeside start(Path log) {
    ChildJvm process =
        ChildJvm.start(
            List.of("-Xmx768m", "-XX:+UseSerialGC"),
            Tools.class,
            List.of("demo", "--mapPort=0", "--brokerPort=0"),
            log);
    URI map = null;
    for (String line = process.nextLine(); line != null; line = process.nextLine()) {
      Matcher address = ADDRESS.matcher(line);
      if (address.matches()) {
        map = URI.create(address.group(1));
      } else if (line.startsWith(PRICED) && map != null) {
        process.discardOutput();
        return new DemoBeside(process, map);
      }
    }
    process.close();
    throw new ToolException("the demo ended: see " + log);
  }

  /** Where its map is. */
  URI map() {
    return map;
  }

  @Override
  public void close() {
    process.end();
  }
}
