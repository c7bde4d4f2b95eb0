package org.eyas.api.alert;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the program that caused an alert. Any thread may call it. */
public final class AlertProgram {
  /** The value of a field of a program that is not known. */
  private static final String NOT_KNOWN = "<NA>";

  private AlertProgram() {}

  /** The name of the program, as far as the fields of the alert's output contain it and it is known; otherwise empty. */
  public static String of(Alert alert) {
    Map<String, @Nullable Object> fields = alert.fields();
    String name = text(fields, "proc.name");
    if (!name.isEmpty()) {
      return name;
    }
    String path = text(fields, "proc.exepath");
    return path.isEmpty() ? text(fields, "proc.cmdline").split(" ", 2)[0] : path.substring(path.lastIndexOf('/') + 1);
  }

  private static String text(Map<String, @Nullable Object> fields, String name) {
    return fields.get(name) instanceof String text && !text.equals(NOT_KNOWN) ? text : "";
  }
}
