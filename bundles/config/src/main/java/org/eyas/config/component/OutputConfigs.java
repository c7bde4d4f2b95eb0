package org.eyas.config.component;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configurations of the enabled outputs, by PID. */
final class OutputConfigs {
  private static final String PID = "org.eyas.output.";
  private static final String STDOUT = PID + "stdout";

  /** Outputs that write the name of the host themselves. */
  private static final List<String> WITH_HOSTNAME = List.of(PID + "file", PID + "syslog", PID + "grpc", PID + "kafka");

  private final ConfigTree tree;
  private final LaunchProperties options;
  private final String hostname;

  /** @param hostname FALCO_HOSTNAME, or empty */
  OutputConfigs(ConfigTree tree, LaunchProperties options, String hostname) {
    this.tree = tree;
    this.options = options;
    this.hostname = hostname;
  }

  Map<String, Map<String, Object>> byPid() {
    Map<String, Map<String, Object>> outputs = new LinkedHashMap<>();
    for (String name : List.of("stdout", "file", "program", "syslog", "grpc", "kafka")) {
      if (KeyProperties.isOn(tree, PID + name)) {
        outputs.put(PID + name, properties(PID + name));
      }
    }
    outputs.putAll(new HttpOutputConfigs(tree, hostname).byPid());
    return outputs;
  }

  private Map<String, Object> properties(String pid) {
    Map<String, Object> output = KeyProperties.of(tree, pid);
    if (pid.equals(STDOUT)) {
      output.put("unbuffered", options.has("unbuffered") || !tree.flag("buffered_outputs"));
      output.put("to.stderr", options.isRunSubcommand());
    }
    if (WITH_HOSTNAME.contains(pid)) {
      output.put("hostname", hostname);
    }
    return output;
  }
}
