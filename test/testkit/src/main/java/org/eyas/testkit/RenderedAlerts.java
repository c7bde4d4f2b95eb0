package org.eyas.testkit;

import java.util.TreeMap;
import java.util.TreeSet;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.alert.RenderedAlert;

/** Makes rendered alerts for tests of outputs. */
public final class RenderedAlerts {
  private RenderedAlerts() {}

  /** Makes an alert whose preferred rendering is the text. */
  public static RenderedAlert rendered(Priority priority, String text) {
    Alert alert = new Alert(0, priority, "rule", "syscall", text, new TreeMap<>(), new TreeSet<>());
    return new RenderedAlert(alert, text, "{\"output\":\"" + text + "\"}", text);
  }

  /** Makes an alert of priority WARNING with this text. */
  public static RenderedAlert warning(String text) {
    return rendered(Priority.WARNING, text);
  }
}
