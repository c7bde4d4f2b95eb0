package org.eyas.config.falco;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.eyas.api.failure.Reason;
import org.eyas.config.yaml.ConfigException;

/** Reads files of a configuration as a whole; the error names the file. */
final class ConfigFileReader {
  private ConfigFileReader() {}

  /** The files of a folder, by name. */
  static List<Path> in(Path folder) throws ConfigException {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isRegularFile).sorted().toList();
    } catch (IOException e) {
      throw new ConfigException(folder + " cannot be read: " + Reason.of(e));
    }
  }

  static String text(Path file) throws ConfigException {
    try {
      return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new ConfigException(file + " cannot be read: " + Reason.of(e));
    }
  }
}
