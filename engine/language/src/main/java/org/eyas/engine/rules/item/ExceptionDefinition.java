package org.eyas.engine.rules.item;

import java.util.List;
import org.eyas.engine.rules.document.DocumentPlace;

/** A named exception of a rule, as written. */
public record ExceptionDefinition(String name, Entry fields, Entry comps, List<Entry> values, DocumentPlace context) {
  public ExceptionDefinition {
    values = List.copyOf(values);
  }

  /** A value: one text, or a list of such values. Text and list are empty if there is no value. */
  public record Entry(boolean list, String text, List<Entry> items) {
    static final Entry NONE = new Entry(false, "", List.of());

    public Entry {
      items = List.copyOf(items);
    }

    public static Entry of(String text) {
      return new Entry(false, text, List.of());
    }

    public static Entry of(List<Entry> items) {
      return new Entry(true, "", items);
    }

    public boolean given() {
      return list ? !items.isEmpty() : !text.isEmpty();
    }
  }

  public ExceptionDefinition withComps(Entry newComps) {
    return new ExceptionDefinition(name, fields, newComps, values, context);
  }

  public ExceptionDefinition withValues(List<Entry> newValues) {
    return new ExceptionDefinition(name, fields, comps, newValues, context);
  }
}
