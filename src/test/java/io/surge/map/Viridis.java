package io.surge.map;

/** The colours in which multipliers from 1 to 5 are to be drawn, written down once more. */
final class Viridis {
  /** Matplotlib's viridis at every tenth. */
  private static final int[] TENTHS = {
    0x440154, 0x482475, 0x414487, 0x355f8d, 0x2a788e, 0x21918c, 0x22a884, 0x44bf70, 0x7ad151,
    0xbddf26, 0xfde725
  };

  private static final double SHADES = 64;

  private Viridis() {}

  /** Red, green and blue. The scale goes by the square root, in 64 steps. */
  static int of(double multiplier) {
    double share = (Math.min(multiplier, 5) - 1) / (5 - 1);
    double tenths = Math.round(Math.sqrt(share) * SHADES) / SHADES * (TENTHS.length - 1);
    int below = Math.min((int) tenths, TENTHS.length - 2);
    int rgb = 0;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int from = TENTHS[below] >> shift & 0xff;
      int to = TENTHS[below + 1] >> shift & 0xff;
      rgb |= (int) Math.round(from + (tenths - below) * (to - from)) << shift;
    }
    return rgb;
  }
}
