package io.surge.map;

import io.surge.map.PublishedQuotes.Shown;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the page tells of the cell under the mouse, and how it has drawn it, at one moment.
 *
 * @param rgb the cell's colour
 */
record PointedCell(Shown shown, long rgb) {

  /** A pixel that lies well within a cell that is up to date: what is around has its colour. */
  record Pixel(long x, long y) {}

  /** Numbers are written in cells: their strokes are narrower than what is looked at. */
  private static final String WITHIN =
      """
      const pixels = new Uint32Array(data.buffer);
      const AROUND = 2;
      const isWithinACell = (x, y) => {
        const colour = pixels[y * width + x];
        if (colour >>> 24 !== 255) return false;
        for (let dy = -AROUND; dy <= AROUND; dy++) {
          for (let dx = -AROUND; dx <= AROUND; dx++) {
            if (pixels[(y + dy) * width + x + dx] !== colour) return false;
          }
        }
        return true;
      };
      """;

  private static final String PIXELS =
      """
      const found = [];
      for (let y = AROUND; y < height - AROUND; y += 3) {
        for (let x = AROUND; x < width - AROUND; x += 3) if (isWithinACell(x, y)) found.push([x, y]);
      }
      return found;
      """;

  private static final String LOOK =
      """
      const tip = document.querySelector("#tip");
      const card = tip.querySelector(".zone-card");
      const [x, y] = [%d, %d];
      if (tip.hidden || card.classList.contains("behind") || !isWithinACell(x, y)) return null;
      const text = (selector) => card.querySelector(selector).textContent;
      const count = (n) => text(`dd:nth-of-type(${n})`).replaceAll(",", "");
      const at = 4 * (y * width + x);
      return {
        zone: text(".zone-id"), multiplier: card.querySelector("data").value,
        demand: count(1), supply: count(2),
        rgb: data[at] << 16 | data[at + 1] << 8 | data[at + 2],
      };
      """;

  /** All over the map. */
  static List<Pixel> pixels(Browser browser) {
    return ((List<?>) CanvasPixels.read(browser, WITHIN + PIXELS))
        .stream().map(pixel -> pixel((List<?>) pixel)).toList();
  }

  private static Pixel pixel(List<?> xy) {
    return new Pixel((Long) xy.get(0), (Long) xy.get(1));
  }

  /** None where there is no plain part of a cell any more, or one that may be out of date. */
  static Optional<PointedCell> at(Pixel pixel, Browser browser) {
    Object found = CanvasPixels.read(browser, WITHIN + LOOK.formatted(pixel.x(), pixel.y()));
    return found instanceof Map<?, ?> look ? Optional.of(of(look)) : Optional.empty();
  }

  private static PointedCell of(Map<?, ?> look) {
    Shown shown =
        new Shown(
            (String) look.get("zone"),
            Double.parseDouble((String) look.get("multiplier")),
            Long.parseLong((String) look.get("demand")),
            Long.parseLong((String) look.get("supply")));
    return new PointedCell(shown, (Long) look.get("rgb"));
  }

  boolean hasTheColourOfItsMultiplier() {
    return rgb == Viridis.of(shown.multiplier());
  }
}
