package org.eyas.config.component;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The settings of all drivers, each as a text: auto takes one of the drivers, and a user can switch to another. */
final class DriverOptions {
  /** The kind of an engine that reads a capture file and opens no driver. */
  static final String REPLAY = "replay";

  private final ConfigTree tree;
  private final LaunchProperties options;

  DriverOptions(ConfigTree tree, LaunchProperties options) {
    this.tree = tree;
    this.options = options;
  }

  /** @param kind the engine's kind */
  String[] of(String kind) {
    List<String> settings = new ArrayList<>();
    if (!kind.equals(REPLAY)) {
      for (String driver : new TreeSet<>(List.of("modern_ebpf", "kmod", kind))) {
        tree.section("engine." + driver).forEach((name, value) -> settings.add(driver + "/" + name + "=" + value));
      }
      settings.add("modern_ebpf/pushdown=" + tree.flag("eyas.pushdown.enabled")); // the probe has a program for it
      settings.add("modern_ebpf/orphan_s=" + tree.number("eyas.driver.orphan_s"));
      settings.add("modern_ebpf/rings_mb_total=" + tree.number("eyas.driver.rings_mb_total"));
      settings.add("snaplen=" + tree.number("falco_libs.snaplen"));
      settings.add("dns_server_side=" + tree.flag("eyas.dns.server_side"));
      settings.addAll(traced());
    }
    return settings.toArray(String[]::new);
  }

  /** The settings that concern one driver, by the names that it knows. */
  String[] ofDriver(String driver) {
    String own = driver + "/";
    return Stream.of(of(driver))
        .filter(setting -> !setting.substring(0, setting.indexOf('=')).contains("/") || setting.startsWith(own))
        .map(setting -> setting.startsWith(own) ? setting.substring(own.length()) : setting)
        .toArray(String[]::new);
  }

  // The targets of the driver ptrace: a command, or processes.
  private List<String> traced() {
    List<String> settings = new ArrayList<>();
    List<String> words = options.texts("operand");
    for (int i = 0; options.isRunSubcommand() && i < words.size(); i++) {
      settings.add("command." + i + "=" + words.get(i));
    }
    List<String> pids = options.texts("pid").isEmpty() ? tree.texts("eyas.ptrace.pids") : options.texts("pid");
    if (!pids.isEmpty()) {
      settings.add("pids=" + String.join(",", pids));
    }
    return settings;
  }
}
