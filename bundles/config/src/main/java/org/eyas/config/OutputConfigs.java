package org.eyas.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The configurations of the enabled outputs, by PID. */
final class OutputConfigs {
  private static final String PID = "org.eyas.output.";

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
    if (tree.flag("stdout_output.enabled")) {
      boolean unbuffered = options.has("unbuffered") || !tree.flag("buffered_outputs");
      outputs.put(PID + "stdout", Map.of("unbuffered", unbuffered, "color", tree.text("eyas.stdout_output.color")));
    }
    if (tree.flag("file_output.enabled")) {
      outputs.put(
          PID + "file",
          Map.of(
              "filename", tree.text("file_output.filename"),
              "keep.alive", tree.flag("file_output.keep_alive"),
              "rotate.mb", (long) tree.number("eyas.file_output.rotate_mb"),
              "rotate.keep", tree.number("eyas.file_output.rotate_keep")));
    }
    if (tree.flag("program_output.enabled")) {
      outputs.put(
          PID + "program",
          Map.of("program", tree.text("program_output.program"), "keep.alive", tree.flag("program_output.keep_alive")));
    }
    if (tree.flag("syslog_output.enabled")) {
      outputs.put(PID + "syslog", syslog());
    }
    outputs.putAll(new HttpOutputConfigs(tree, hostname).byPid());
    if (tree.flag("grpc.enabled") && tree.flag("grpc_output.enabled")) {
      outputs.put(PID + "grpc", Map.of("hostname", hostname));
    }
    return outputs;
  }

  private Map<String, Object> syslog() {
    Map<String, Object> syslog = new LinkedHashMap<>();
    for (String key : List.of("protocol", "host", "facility", "ident", "ca")) {
      syslog.put(key, tree.text("eyas.syslog_output." + key));
    }
    syslog.put("port", tree.number("eyas.syslog_output.port"));
    syslog.put("hostname", hostname);
    return syslog;
  }
}
