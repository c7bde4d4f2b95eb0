package org.eyas.core.ruletest;

import java.util.List;
import org.eyas.api.data.Text;

/** The value that a test gives a field, in the form its readers answer in; a single one is a list of one. */
sealed interface FieldValue {
  /** Numbers, truths as 1 and 0, doubles as their bits. */
  record Numbers(List<Long> values) implements FieldValue {}

  /** Texts, buffers, and addresses of 4 or 16 bytes. */
  record Texts(List<Text> values) implements FieldValue {}
}
