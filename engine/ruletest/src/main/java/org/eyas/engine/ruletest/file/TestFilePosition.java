package org.eyas.engine.ruletest.file;

import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.Node;

/**
 * A place in a test file.
 *
 * @param file the path of the file as the user wrote it
 * @param line counted from 1
 * @param column counted from 1
 */
public record TestFilePosition(String file, int line, int column) {
  static TestFilePosition of(String file, Node node) {
    return of(file, node.getStartMark());
  }

  static TestFilePosition of(String file, Mark mark) {
    return new TestFilePosition(file, mark.getLine() + 1, mark.getColumn() + 1);
  }

  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
