package org.eyas.engine.rules;

import java.util.ArrayList;
import java.util.List;

/** Macros and lists as collected so far: their content grows, but their order does not change. */
final class Definition {
  private Definition() {}

  /** A list. */
  static final class OfList {
    final String name;
    final int index;
    final List<String> items;
    final Context context;

    /** The index of the last definition or change: lists that were defined before it may be items of this list. */
    int visibility;

    OfList(String name, int index, int visibility, List<String> items, Context context) {
      this.name = name;
      this.index = index;
      this.visibility = visibility;
      this.items = new ArrayList<>(items);
      this.context = context;
    }
  }

  /** A macro. */
  static final class OfMacro {
    final String name;
    final int index;
    final Context context;
    final Context conditionContext;

    /** The index of the last definition or change: macros that were defined before it may be used by this macro. */
    int visibility;

    String condition;

    OfMacro(RuleItem.MacroItem item, int index, int visibility) {
      this.name = item.name();
      this.index = index;
      this.visibility = visibility;
      this.condition = item.condition();
      this.context = item.context();
      this.conditionContext = item.conditionContext();
    }
  }
}
