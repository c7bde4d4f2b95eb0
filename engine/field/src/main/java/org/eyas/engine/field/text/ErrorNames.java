package org.eyas.engine.field.text;

import java.util.function.BiConsumer;
import org.eyas.api.data.Text;

/** The texts of negative results in {@code evt.res}. */
public final class ErrorNames {
  private static final long AT_FDCWD = -100;

  private ErrorNames() {}

  /** Passes each text with its result. A result without a name is shown as a number. */
  public static void forEach(BiConsumer<Long, Text> consumer) {
    for (long error = 1; error < LinuxNumberNames.ERRNO.limit(); error++) {
      if (!LinuxNumberNames.ERRNO.of(error).isEmpty()) {
        consumer.accept(-error, LinuxNumberNames.ERRNO.of(error));
      }
    }
    consumer.accept(AT_FDCWD, Text.of("AT_FDCWD")); // if the result is a descriptor
  }
}
