package org.eyas.engine.field.syscall;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.field.FieldReader;

/** The name of this host. */
public final class LocalHostName {
  private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

  private LocalHostName() {}

  /** A reader of the name of the event's machine; that of this host if the source does not know it. */
  static FieldReader.OfBytes reader() {
    Bytes local = current();
    return event -> {
      Bytes recorded = event.hostname();
      return recorded.isPresent() ? recorded : local;
    };
  }

  /** FALCO_HOSTNAME, else the kernel's name; absent if /proc is missing. */
  public static Bytes current() {
    String chosen = System.getenv("FALCO_HOSTNAME");
    if (chosen != null && !chosen.isEmpty()) {
      return Text.of(chosen);
    }
    try {
      return Text.of(Files.readString(KERNEL).strip());
    } catch (IOException e) {
      // There is no /proc: a test on another system. Then the field is absent.
      return Text.ABSENT;
    }
  }
}
