package io.surge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Options as they are given, by name. They come from sources, and what a source says of an option
 * replaces what the sources before it said: files give way to the command line, an earlier file to
 * a later one, and our defaults to all of them.
 */
final class Arguments {
  private final Map<String, List<String>> byName = new LinkedHashMap<>();

  private Arguments() {}

  /**
   * @param defaults lines of options
   * @param commandLine options, and files of options as {@code @FILE}
   */
  static Arguments of(String defaults, String... commandLine) {
    Arguments arguments = new Arguments();
    arguments.add(optionsIn(defaults.lines().toList()));
    List<String> options = new ArrayList<>();
    for (String argument : commandLine) {
      if (argument.startsWith("@")) {
        arguments.add(optionsIn(read(argument.substring(1))));
      } else {
        options.add(argument);
      }
    }
    arguments.add(options);
    return arguments;
  }

  /** Each option by its name, with every argument that gives it: {@code --name=value}. */
  Map<String, List<String>> byName() {
    return byName;
  }

  private void add(List<String> source) {
    Map<String, List<String>> given = new LinkedHashMap<>();
    for (String argument : source) {
      given.computeIfAbsent(nameOf(argument), name -> new ArrayList<>()).add(argument);
    }
    byName.putAll(given);
  }

  private static String nameOf(String argument) {
    if (!argument.matches("(?s)--[^=\\s]+(=.*)?")) {
      throw new UsageException(
          "'" + argument + "' is no option: options are written --name=value, files of them @FILE");
    }
    return argument.substring("--".length()).split("=", 2)[0];
  }

  private static List<String> read(String file) {
    try {
      return Files.readAllLines(Path.of(file));
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new UsageException("@" + file + " takes a readable file of options, one a line");
    }
  }

  private static List<String> optionsIn(List<String> lines) {
    return lines.stream()
        .map(String::strip)
        .filter(Predicate.not(String::isEmpty))
        .filter(line -> !line.startsWith("#"))
        .toList();
  }
}
