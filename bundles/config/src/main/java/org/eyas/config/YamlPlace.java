package org.eyas.config;

import java.util.List;

/** Where a node of a YAML text stands, counted in chars from 0. What is between two block nodes belongs to neither. */
sealed interface YamlPlace {
  int start();

  /** Behind its last char; of a block collection, behind that of its last element. */
  int end();

  /** A text; one that is not written at all, behind {@code key:}, is empty and stands behind the colon. */
  record Scalar(String value, int start, int end) implements YamlPlace {}

  /** {@code *name}: what it stands for is written somewhere else. */
  record Alias(int start, int end) implements YamlPlace {}

  record Mapping(boolean flow, int start, int end, List<Entry> entries) implements YamlPlace {}

  record Sequence(boolean flow, int start, int end, List<YamlPlace> elements) implements YamlPlace {}

  /** A key of a mapping with its value. */
  record Entry(YamlPlace key, YamlPlace value) {
    boolean isFor(String name) {
      return key instanceof Scalar scalar && scalar.value().equals(name);
    }
  }
}
