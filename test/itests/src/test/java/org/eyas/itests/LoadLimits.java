package org.eyas.itests;

import java.util.ArrayList;
import java.util.List;

/** What must hold for the console under load, and what of it did not. */
final class LoadLimits {
  /** For the median of an interaction within a page. */
  static final long INTERACTION_MILLIS = 100;
  /** For the memory of a tab that no other process shares. */
  static final long TAB_MEGABYTES = 150;

  /** For the resident memory of the engine: the limit that docs/how-to/install.md recommends for its container. */
  static final long ENGINE_MEGABYTES = 450;

  private final List<String> exceeded = new ArrayList<>();

  void atMost(String what, long value, long limit, String unit) {
    if (value > limit) {
      exceeded.add("%s: %,d %s, more than %,d".formatted(what, value, unit, limit));
    }
  }

  /** What did not hold, one line each. */
  List<String> exceeded() {
    return List.copyOf(exceeded);
  }
}
