package org.eyas.rules.sigma.convert;

import java.util.ArrayList;
import java.util.List;
import org.eyas.rules.sigma.rule.SigmaException;

/**
 * Joins conditions with "and" or "or". Joined conditions get parentheses, so that they can be a part of other
 * conditions.
 */
final class JoinedConditions {
  private static final long MOST_CHARACTERS = 500_000;

  private final List<String> conditions = new ArrayList<>();
  private final boolean all;
  private long length;

  private JoinedConditions(boolean all) {
    this.all = all;
  }

  static JoinedConditions any() {
    return new JoinedConditions(false);
  }

  static JoinedConditions all() {
    return new JoinedConditions(true);
  }

  /** @throws SigmaException if the whole becomes too long */
  void add(String condition) throws SigmaException {
    length = requireFitting(length + condition.length());
    conditions.add(condition);
  }

  /** Limits the length: conditions that name one selection many times could otherwise exhaust the memory. */
  static long requireFitting(long length) throws SigmaException {
    if (length > MOST_CHARACTERS) {
      throw new SigmaException("its condition has more than " + MOST_CHARACTERS + " characters in the language of Eyas");
    }
    return length;
  }

  /** The conditions with "and" or "or" between them, in parentheses if there are several. */
  String text() {
    String joined = String.join(all ? " and " : " or ", conditions);
    return conditions.size() == 1 ? joined : "(" + joined + ")";
  }
}
