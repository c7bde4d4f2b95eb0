package org.eyas.driver.kmod;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A loaded module.
 *
 * @param name scap, as distributions and libs build it, or falco, as Falco does
 * @param devices its devices by the number of the processor, in this order
 * @param parameters the folder with its parameters
 */
record LoadedModule(String name, List<Map.Entry<Integer, Path>> devices, Path parameters) {
  private static final List<String> NAMES = List.of("scap", "falco");
  private static final String RING_BYTES = "g_buffer_bytes_dim";
  private static final String READERS = "max_consumers";

  /**
   * Finds the first module that is loaded.
   *
   * @param root /, or a folder with dev and sys
   */
  static Optional<LoadedModule> below(Path root) throws IOException {
    for (String name : NAMES) {
      List<Map.Entry<Integer, Path>> devices = devices(root.resolve("dev"), name);
      if (!devices.isEmpty()) {
        return Optional.of(new LoadedModule(name, devices, parameters(root, name)));
      }
    }
    return Optional.empty();
  }

  // A container can have the host's /dev below a folder, but not its /sys.
  private static Path parameters(Path root, String name) {
    Path folder = Path.of("sys/module", name, "parameters");
    Path below = root.resolve(folder);
    return Files.isDirectory(below) ? below : Path.of("/").resolve(folder);
  }

  private static List<Map.Entry<Integer, Path>> devices(Path folder, String name) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.getFileName().toString().matches(name + "[0-9]{1,5}"))
          .map(file -> Map.entry(Integer.valueOf(file.getFileName().toString().substring(name.length())), file))
          .sorted(Comparator.comparing(Map.Entry::getKey))
          .toList();
    }
  }

  /** The bytes of each ring of the next reader. */
  int ringBytes() throws IOException {
    return number(RING_BYTES);
  }

  /** Changes the value that {@link #ringBytes} returns. Open readers keep their size. */
  void ringBytes(int bytes) throws IOException {
    if (ringBytes() != bytes) {
      Files.writeString(parameters.resolve(RING_BYTES), Integer.toString(bytes));
    }
  }

  /** The file with the maximum number of readers. */
  Path readers() {
    return parameters.resolve(READERS);
  }

  private int number(String parameter) throws IOException {
    Path file = parameters.resolve(parameter);
    String text = Files.readString(file).strip();
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IOException(file + " is not a number: '" + text + "'", e);
    }
  }
}
