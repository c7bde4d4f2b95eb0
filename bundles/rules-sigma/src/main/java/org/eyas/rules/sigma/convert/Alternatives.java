package org.eyas.rules.sigma.convert;

import java.util.ArrayList;
import java.util.List;

/** Joins conditions; several of them get parentheses, so that they can be a part of others. */
final class Alternatives {
  private final List<String> conditions = new ArrayList<>();
  private final boolean all;

  private Alternatives(boolean all) {
    this.all = all;
  }

  static Alternatives any() {
    return new Alternatives(false);
  }

  static Alternatives all() {
    return new Alternatives(true);
  }

  Alternatives add(String condition) {
    if (!condition.isEmpty()) {
      conditions.add(condition);
    }
    return this;
  }

  boolean isEmpty() {
    return conditions.isEmpty();
  }

  /** The conditions with "and" or "or" between them, in parentheses if there are several. */
  String text() {
    String joined = String.join(all ? " and " : " or ", conditions);
    return conditions.size() == 1 ? joined : "(" + joined + ")";
  }
}
