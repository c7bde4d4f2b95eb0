package org.eyas.api.alert;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the program that caused an alert. Any thread may call it. */
public final class AlertProgram {
  private AlertProgram() {}

  /** The name of the program, as far as the fields of the alert's output contain it; otherwise empty. */
  public static String of(Alert alert) {
    Map<String, @Nullable Object> fields = alert.fields();
    if (fields.get("proc.name") instanceof String name) {
      return name;
    }
    if (fields.get("proc.exepath") instanceof String path) {
      return path.substring(path.lastIndexOf('/') + 1);
    }
    return fields.get("proc.cmdline") instanceof String line ? line.split(" ", 2)[0] : "";
  }
}
