package org.eyas.systemd;

import java.util.List;
import java.util.stream.Collectors;
import org.eyas.api.control.SourceStatus;

/** The line that {@code systemctl status} shows. */
final class SystemdStatusLine {
  private SystemdStatusLine() {}

  static String of(List<SourceStatus> sources, int problems) {
    String text =
        sources.isEmpty()
            ? "Starting"
            : sources.stream().map(SystemdStatusLine::of).collect(Collectors.joining("; "));
    return problems == 0 ? text : text + "; problems: " + problems + " (eyas health)";
  }

  private static String of(SourceStatus source) {
    return switch (source.state()) {
      case RUNNING -> "Reading " + source.source() + " from " + source.kind();
      case WAITING -> "Waiting for " + source.source() + reason(source);
      case FAILED -> "Failed to read " + source.source() + reason(source);
      case ENDED -> "Read " + source.source() + " to its end";
    };
  }

  // A message of sd_notify has one assignment per line.
  private static String reason(SourceStatus source) {
    return source.reason().isEmpty() ? "" : ": " + source.reason().replace('\n', ' ');
  }
}
