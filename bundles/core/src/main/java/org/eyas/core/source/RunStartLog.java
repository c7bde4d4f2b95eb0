package org.eyas.core.source;

import java.util.Collection;
import java.util.Map;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.update.Handover;
import org.eyas.engine.demand.TracedSyscalls;
import org.eyas.engine.describe.PluginDescription;
import org.eyas.engine.recording.CapturePolicy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the log lines at the start of a run, in Falco's form. */
public final class RunStartLog {
  private static final Logger LOG = LoggerFactory.getLogger(RunStartLog.class);

  // Users search for these lines.
  private static final Map<String, String> DRIVERS = Map.of("modern_ebpf", "modern BPF probe", "kmod", "Kernel module");

  private RunStartLog() {}

  /** Logs the plugins. Falco logs the file of a plugin; in Eyas, a bundle replaces the plugin. */
  public static void plugins(Collection<PluginDescription> plugins) {
    plugins.forEach(plugin -> LOG.info("Loaded plugin '{}@{}', which is built in", plugin.name(), plugin.version()));
  }

  /** Logs the selection of rules by the configuration. */
  public static void selection(Collection<String> selection) {
    for (String entry : selection) {
      String[] parts = entry.split("[ :]", 3);
      String kind = parts[1].equals("rule") ? "name" : parts[1];
      LOG.info("{} rules with {}: {}", parts[0].equals("enable") ? "Enabling" : "Disabling", kind, parts[2]);
    }
  }

  /** @param name FALCO_HOSTNAME; empty if it is not set */
  public static void hostName(String name) {
    if (!name.isEmpty()) {
      LOG.info("Hostname value has been overridden via environment variable to: {}", name);
    }
  }

  public static void sources(Collection<String> loaded, Collection<String> enabled) {
    LOG.info("Loaded event sources: {}", String.join(", ", loaded));
    LOG.info("Enabled event sources: {}", String.join(", ", enabled));
  }

  /**
   * Logs the traced system calls, if they have changed.
   *
   * @param live whether the events are those of this machine; a capture file has fixed contents
   */
  public static void traced(TracedSyscalls now, @Nullable TracedSyscalls before, boolean live) {
    if (before != null && now.lines().equals(before.lines())) {
      return;
    }
    now.lines().forEach(line -> LOG.atLevel(line.level()).log(line.text()));
    if (live) {
      now.silentRules().ifPresent(LOG::warn);
    }
  }

  static void recording(CapturePolicy policy) {
    if (policy.enabled()) {
      String mode = policy.allRules() ? "all_rules" : "rules";
      LOG.info("Capture is enabled in mode '{}': alerts write files {}_*.scap", mode, policy.prefix());
    }
  }

  /** Logs that a capture of a previous engine continues. */
  static void continuing(Handover.Source left) {
    LOG.info(
        "Continuing with '{}' source of kind {} after event {}, interrupted for {} ms",
        left.info().eventSource(), left.info().kind(), left.number(), (System.nanoTime() - left.leftNanos()) / 1_000_000);
  }

  static void opening(SourceInfo source, Map<String, String> options) {
    String file = options.getOrDefault("capture_file", "");
    if (source.live() || file.isEmpty()) {
      LOG.info("Opening '{}' source with {}.", source.eventSource(), DRIVERS.getOrDefault(source.kind(), source.description()));
    } else {
      LOG.info("Replaying events from the capture file: {}", file);
    }
  }
}
