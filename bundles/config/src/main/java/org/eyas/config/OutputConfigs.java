package org.eyas.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** The configurations of the outputs that are switched on, by PID. */
final class OutputConfigs {
  private static final String PID = "org.eyas.output.";

  private final ConfigTree tree;
  private final LaunchedWith options;

  OutputConfigs(ConfigTree tree, LaunchedWith options) {
    this.tree = tree;
    this.options = options;
  }

  Map<String, Map<String, Object>> byPid() {
    Map<String, Map<String, Object>> outputs = new LinkedHashMap<>();
    if (tree.flag("stdout_output.enabled")) {
      boolean unbuffered = options.has("unbuffered") || !tree.flag("buffered_outputs");
      outputs.put(PID + "stdout", Map.of("unbuffered", unbuffered));
    }
    if (tree.flag("file_output.enabled")) {
      outputs.put(
          PID + "file",
          Map.of("filename", tree.text("file_output.filename"), "keep.alive", tree.flag("file_output.keep_alive")));
    }
    if (tree.flag("program_output.enabled")) {
      outputs.put(
          PID + "program",
          Map.of("program", tree.text("program_output.program"), "keep.alive", tree.flag("program_output.keep_alive")));
    }
    return outputs;
  }
}
