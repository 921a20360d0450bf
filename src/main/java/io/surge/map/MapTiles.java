package io.surge.map;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a browser may fetch pictures of streets from.
 *
 * @param template with {@code {z}}, {@code {x}} and {@code {y}}, and perhaps {@code {s}} as the
 *     first part of the host name
 */
public record MapTiles(String template) {
  private static final Pattern TEMPLATE =
      Pattern.compile("(https?://)(\\{s}\\.)?([a-zA-Z0-9.-]+(?::\\d{1,5})?)(/[\\w{}/.@?=&%+~-]*)");

  public MapTiles {
    boolean complete =
        TEMPLATE.matcher(template).matches()
            && template.contains("{z}")
            && template.contains("{x}")
            && template.contains("{y}");
    if (!complete) {
      throw new IllegalArgumentException(
          "takes the address of a tile server, such as https://tiles.example.org/{z}/{x}/{y}.png");
    }
  }

  /** The one source beside this server that the content security policy must let in. */
  String origin() {
    Matcher matcher = TEMPLATE.matcher(template);
    if (!matcher.matches()) {
      throw new IllegalStateException(template);
    }
    return matcher.group(1) + (matcher.group(2) == null ? "" : "*.") + matcher.group(3);
  }
}
