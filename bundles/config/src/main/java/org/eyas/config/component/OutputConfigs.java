package org.eyas.config.component;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The configurations of the enabled outputs, by PID: those whose switch is in the table of keys. Each gets its keys and the name of the
 * host, which some outputs write themselves.
 */
final class OutputConfigs {
  private static final String PID = "org.eyas.output.";
  private static final String STDOUT = PID + "stdout";

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
    for (String pid : KeyProperties.switchedPids(PID)) {
      if (KeyProperties.isOn(tree, pid)) {
        outputs.put(pid, properties(pid));
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
    output.put("hostname", hostname);
    return output;
  }
}
