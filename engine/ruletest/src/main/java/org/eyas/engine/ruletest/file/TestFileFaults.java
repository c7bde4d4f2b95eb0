package org.eyas.engine.ruletest.file;

import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.nodes.Node;

/** The faults of one test file, as lines that begin with the place. */
public final class TestFileFaults {
  private final String file;
  private final List<String> lines = new ArrayList<>();

  public TestFileFaults(String file) {
    this.file = file;
  }

  String file() {
    return file;
  }

  void add(Node node, String message) {
    add(TestFilePosition.of(file, node), message);
  }

  public void add(TestFilePosition place, String message) {
    lines.add(place + ": " + message);
  }

  /** Adds a fault whose text already contains its place. */
  public void add(String text) {
    lines.add(text);
  }

  /** @param hint the name that was probably meant; may be empty */
  void add(Node node, String message, String hint) {
    add(node, hint.isEmpty() ? message : message + "; " + hint);
  }

  public List<String> lines() {
    return List.copyOf(lines);
  }
}
