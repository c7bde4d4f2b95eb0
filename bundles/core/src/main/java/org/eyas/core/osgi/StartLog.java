package org.eyas.core.osgi;

import java.util.Collection;
import java.util.Map;
import org.eyas.api.source.SourceInfo;
import org.eyas.api.update.Handover;
import org.eyas.core.describe.PluginDescription;
import org.eyas.core.engine.TracedSyscalls;
import org.eyas.core.recording.RecordingPolicy;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lines of the log that tell what a run goes about, in the shape of Falco's. */
final class StartLog {
  private static final Logger LOG = LoggerFactory.getLogger(StartLog.class);

  // People look for these lines.
  private static final Map<String, String> DRIVERS = Map.of("modern_ebpf", "modern BPF probe", "kmod", "Kernel module");

  private StartLog() {}

  /** Falco names the file that a plugin is loaded from; here it is a bundle that is there anyway. */
  static void plugins(Collection<PluginDescription> plugins) {
    plugins.forEach(plugin -> LOG.info("Loaded plugin '{}@{}', which is built in", plugin.name(), plugin.version()));
  }

  /** What the configuration switched on and off among the rules. */
  static void selection(Collection<String> selection) {
    for (String entry : selection) {
      String[] parts = entry.split("[ :]", 3);
      String kind = parts[1].equals("rule") ? "name" : parts[1];
      LOG.info("{} rules with {}: {}", parts[0].equals("enable") ? "Enabling" : "Disabling", kind, parts[2]);
    }
  }

  /** @param name FALCO_HOSTNAME; empty where it is not set */
  static void hostName(String name) {
    if (!name.isEmpty()) {
      LOG.info("Hostname value has been overridden via environment variable to: {}", name);
    }
  }

  static void sources(Collection<String> loaded, Collection<String> enabled) {
    LOG.info("Loaded event sources: {}", String.join(", ", loaded));
    LOG.info("Enabled event sources: {}", String.join(", ", enabled));
  }

  /**
   * What is traced, where it is something else than before.
   *
   * @param live whether the events are those of this machine; a capture holds what it holds
   */
  static void traced(TracedSyscalls now, @Nullable TracedSyscalls before, boolean live) {
    if (before != null && now.lines().equals(before.lines())) {
      return;
    }
    now.lines().forEach(line -> LOG.atLevel(line.level()).log(line.text()));
    if (live) {
      now.silentRules().ifPresent(LOG::warn);
    }
  }

  static void recording(RecordingPolicy policy) {
    if (policy.enabled()) {
      String mode = policy.allRules() ? "all_rules" : "rules";
      LOG.info("Capture is enabled in mode '{}': alerts write files {}_*.scap", mode, policy.prefix());
    }
  }

  /** What an engine before left is not opened but read on. */
  static void goingOn(Handover.Source left) {
    LOG.info(
        "Going on with '{}' source of kind {}, behind event {}, after {} ms",
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
