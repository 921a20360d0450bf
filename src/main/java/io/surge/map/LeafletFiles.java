package io.surge.map;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Where the map library's files are on the class path: its folder is named after its version. */
final class LeafletFiles {
  private static final String DESCRIPTION =
      "/META-INF/maven/org.webjars.npm/leaflet/pom.properties";

  private LeafletFiles() {}

  static String folder() {
    Properties description = new Properties();
    try (InputStream file = LeafletFiles.class.getResourceAsStream(DESCRIPTION)) {
      if (file == null) {
        throw new IllegalStateException("Leaflet is not on the class path");
      }
      description.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return "/META-INF/resources/webjars/leaflet/" + description.getProperty("version");
  }
}
