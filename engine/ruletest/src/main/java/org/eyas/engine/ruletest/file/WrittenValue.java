package org.eyas.engine.ruletest.file;

import java.util.List;
import org.eyas.api.data.Text;

/** The value of a field in a test, in the form of field readers. A single value is a list with one element. */
public sealed interface WrittenValue {
  /** Numbers, booleans as 1 and 0, doubles as their raw bits. */
  record Numbers(List<Long> values) implements WrittenValue {}

  /** Texts, buffers, and addresses with 4 or 16 bytes. */
  record Texts(List<Text> values) implements WrittenValue {}
}
