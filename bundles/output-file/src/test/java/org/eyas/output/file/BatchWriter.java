package org.eyas.output.file;

import java.io.IOException;
import java.nio.file.Path;
import org.eyas.api.alert.AlertsLostException;

/** A program that writes 18 lines of 100 bytes as one batch and prints how many were lost. */
final class BatchWriter {
  private static final int LINES = 18;

  private BatchWriter() {}

  public static void main(String... file) throws IOException {
    try (AppendedAlertFile alerts = new AppendedAlertFile(Path.of(file[0]), true)) {
      for (int i = 1; i <= LINES; i++) {
        alerts.append("x".repeat(99), i == LINES);
      }
    } catch (AlertsLostException e) {
      System.out.println(e.alerts() + " lost");
    }
  }
}
