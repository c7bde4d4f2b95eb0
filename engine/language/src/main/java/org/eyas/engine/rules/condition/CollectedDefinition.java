package org.eyas.engine.rules.condition;

import java.util.ArrayList;
import java.util.List;
import org.eyas.engine.rules.document.DocumentPlace;
import org.eyas.engine.rules.item.RuleItem;

/**
 * Definitions of macros and lists that later items can change. Their content grows, but their order does not change.
 */
public final class CollectedDefinition {
  private CollectedDefinition() {}

  /** A list. */
  public static final class OfList {
    private final String name;
    private final int index;
    private final List<String> items;
    private final DocumentPlace context;
    private int visibility;

    public OfList(String name, int index, int visibility, List<String> items, DocumentPlace context) {
      this.name = name;
      this.index = index;
      this.visibility = visibility;
      this.items = new ArrayList<>(items);
      this.context = context;
    }

    public String name() {
      return name;
    }

    public int index() {
      return index;
    }

    public List<String> items() {
      return items;
    }

    public DocumentPlace context() {
      return context;
    }

    /** The index of the last definition or change: lists that were defined before it may be items of this list. */
    int visibility() {
      return visibility;
    }

    public void setVisibility(int index) {
      visibility = index;
    }

    public void append(List<String> more) {
      items.addAll(more);
    }
  }

  /** A macro. */
  public static final class OfMacro {
    private final String name;
    private final int index;
    private final DocumentPlace context;
    private final DocumentPlace conditionContext;
    private int visibility;
    private String condition;

    public OfMacro(RuleItem.MacroItem item, int index, int visibility) {
      this.name = item.name();
      this.index = index;
      this.visibility = visibility;
      this.condition = item.condition();
      this.context = item.context();
      this.conditionContext = item.conditionContext();
    }

    public String name() {
      return name;
    }

    public int index() {
      return index;
    }

    public DocumentPlace context() {
      return context;
    }

    public DocumentPlace conditionContext() {
      return conditionContext;
    }

    public String condition() {
      return condition;
    }

    /** The index of the last definition or change: macros that were defined before it may be used by this macro. */
    public int visibility() {
      return visibility;
    }

    public void setVisibility(int index) {
      visibility = index;
    }

    public void append(String more) {
      condition += " " + more;
    }
  }
}
