package io.surge.tools;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A speed as a user writes it: how many times faster, or {@code max}. */
final class SpeedConverter implements ITypeConverter<Double> {

  @Override
  public Double convert(String text) {
    if (text.equals("max")) {
      return Double.POSITIVE_INFINITY;
    }
    if (!text.matches("\\d{1,6}(\\.\\d{1,6})?") || Double.parseDouble(text) == 0) {
      throw new TypeConversionException("takes a number above 0, or max");
    }
    return Double.valueOf(text);
  }
}
