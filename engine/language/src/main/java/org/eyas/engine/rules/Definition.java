package org.eyas.engine.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * Definitions of macros and lists that later items can change. Their content grows, but their order does not change.
 */
final class Definition {
  private Definition() {}

  /** A list. */
  static final class OfList {
    private final String name;
    private final int index;
    private final List<String> items;
    private final Context context;
    private int visibility;

    OfList(String name, int index, int visibility, List<String> items, Context context) {
      this.name = name;
      this.index = index;
      this.visibility = visibility;
      this.items = new ArrayList<>(items);
      this.context = context;
    }

    String name() {
      return name;
    }

    int index() {
      return index;
    }

    List<String> items() {
      return items;
    }

    Context context() {
      return context;
    }

    /** The index of the last definition or change: lists that were defined before it may be items of this list. */
    int visibility() {
      return visibility;
    }

    void setVisibility(int index) {
      visibility = index;
    }

    void append(List<String> more) {
      items.addAll(more);
    }
  }

  /** A macro. */
  static final class OfMacro {
    private final String name;
    private final int index;
    private final Context context;
    private final Context conditionContext;
    private int visibility;
    private String condition;

    OfMacro(RuleItem.MacroItem item, int index, int visibility) {
      this.name = item.name();
      this.index = index;
      this.visibility = visibility;
      this.condition = item.condition();
      this.context = item.context();
      this.conditionContext = item.conditionContext();
    }

    String name() {
      return name;
    }

    int index() {
      return index;
    }

    Context context() {
      return context;
    }

    Context conditionContext() {
      return conditionContext;
    }

    String condition() {
      return condition;
    }

    /** The index of the last definition or change: macros that were defined before it may be used by this macro. */
    int visibility() {
      return visibility;
    }

    void setVisibility(int index) {
      visibility = index;
    }

    void append(String more) {
      condition += " " + more;
    }
  }
}
