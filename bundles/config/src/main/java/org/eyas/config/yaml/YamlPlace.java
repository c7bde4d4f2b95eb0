package org.eyas.config.yaml;

import java.util.List;

/** The place of a node in a YAML text, counted in chars from 0. Text between two block nodes belongs to neither. */
sealed interface YamlPlace {
  int start();

  /** The place after the last char; for a block collection, after the last char of its last element. */
  int end();

  /** A text. If {@code key:} has no value, the text is empty and begins after the colon. */
  record Scalar(String value, int start, int end) implements YamlPlace {}

  /** {@code *name}: its value is written elsewhere. */
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
