package org.eyas.core.osgi;

import java.util.Collection;
import java.util.Map;
import org.eyas.api.source.SourceInfo;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lines of the log that tell what a run goes about, in the shape of Falco's. */
final class StartLog {
  private static final Logger LOG = LoggerFactory.getLogger(StartLog.class);

  private StartLog() {}

  /** What the configuration switched on and off among the rules. */
  static void selection(Collection<String> selection) {
    for (String entry : selection) {
      String[] parts = entry.split("[ :]", 3);
      String kind = parts[1].equals("rule") ? "name" : parts[1];
      LOG.info("{} rules with {}: {}", parts[0].equals("enable") ? "Enabling" : "Disabling", kind, parts[2]);
    }
  }

  static void sources(Collection<String> loaded, Collection<String> enabled) {
    LOG.info("Loaded event sources: {}", String.join(", ", loaded));
    LOG.info("Enabled event sources: {}", String.join(", ", enabled));
  }

  static void opening(SourceInfo source, Map<String, String> options) {
    String file = options.getOrDefault("capture_file", "");
    if (source.live() || file.isEmpty()) {
      LOG.info("Opening '{}' source with {}.", source.eventSource(), source.description());
    } else {
      LOG.info("Replaying events from the capture file: {}", file);
    }
  }
}
