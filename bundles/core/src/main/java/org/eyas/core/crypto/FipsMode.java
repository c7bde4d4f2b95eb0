package org.eyas.core.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The mode in which only approved cryptography should be used: the kernel's word, unless the configuration decides. */
final class FipsMode {
  static final Path KERNEL = Path.of("/proc/sys/crypto/fips_enabled");

  private static final Logger LOG = LoggerFactory.getLogger(FipsMode.class);

  private FipsMode() {}

  /**
   * Whether the mode is on.
   *
   * @param mode the key: {@code auto} asks the kernel
   * @param kernel the file of the kernel, which a kernel without the mode lacks
   */
  static boolean isOn(String mode, Path kernel) {
    return switch (mode) {
      case "always" -> true;
      case "never" -> false;
      default -> kernelSays(kernel);
    };
  }

  private static boolean kernelSays(Path kernel) {
    try {
      return Files.exists(kernel) && Files.readString(kernel).strip().equals("1");
    } catch (IOException e) {
      LOG.warn("{} cannot be read, so FIPS mode counts as off; set eyas.fips.mode: {}", kernel, e.toString());
      return false;
    }
  }
}
