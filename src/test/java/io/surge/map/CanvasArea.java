package io.surge.map;

import java.util.List;
import java.util.Optional;

/** Where a colour is on the map's canvas: the smallest rectangle around it, in pixels. */
record CanvasArea(long left, long top, long right, long bottom) {
  private static final String FIND =
      """
      let [left, top, right, bottom] = [width, height, -1, -1];
      for (let i = 0; i < data.length; i += 4) {
        if (data[i] !== %d || data[i + 1] !== %d || data[i + 2] !== %d) continue;
        if (data[i + 3] !== 255) continue;
        const [x, y] = [(i / 4) %% width, Math.floor(i / 4 / width)];
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      }
      return right < 0 ? [] : [left, top, right, bottom];
      """;

  static Optional<CanvasArea> of(Browser browser, int rgb) {
    String script = FIND.formatted(rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff);
    List<?> found = (List<?>) CanvasPixels.read(browser, script);
    return found.isEmpty()
        ? Optional.empty()
        : Optional.of(new CanvasArea(at(found, 0), at(found, 1), at(found, 2), at(found, 3)));
  }

  private static long at(List<?> numbers, int index) {
    return ((Number) numbers.get(index)).longValue();
  }

  long width() {
    return right - left + 1;
  }

  long height() {
    return bottom - top + 1;
  }

  long middleX() {
    return (left + right) / 2;
  }

  long middleY() {
    return (top + bottom) / 2;
  }
}
