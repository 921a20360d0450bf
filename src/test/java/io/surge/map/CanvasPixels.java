package io.surge.map;

/** Reads what the map has drawn, without disturbing its canvas. */
final class CanvasPixels {
  private static final String READ =
      """
      (() => {
        const canvas = document.querySelector("canvas.cells");
        const { width, height } = canvas;
        const copy = Object.assign(document.createElement("canvas"), { width, height });
        const context = copy.getContext("2d", { willReadFrequently: true });
        context.drawImage(canvas, 0, 0);
        const data = context.getImageData(0, 0, width, height).data;
      """;

  private CanvasPixels() {}

  /**
   * The value that a script returns of the pixels, once everything is drawn.
   *
   * @param script finds {@code width}, {@code height} and four bytes of {@code data} a pixel
   */
  static Object read(Browser browser, String script) {
    return browser.evaluateOnceDrawn(READ + script + "})()");
  }
}
