package org.eyas.engine.rules;

import java.util.List;

/** A named exception of a rule, as written. */
record ExceptionItem(String name, Entry fields, Entry comps, List<Entry> values, Context context) {
  ExceptionItem {
    values = List.copyOf(values);
  }

  /** A value: one text, or a list of such values. Text and list are empty if there is no value. */
  record Entry(boolean list, String text, List<Entry> items) {
    static final Entry NONE = new Entry(false, "", List.of());

    Entry {
      items = List.copyOf(items);
    }

    static Entry of(String text) {
      return new Entry(false, text, List.of());
    }

    static Entry of(List<Entry> items) {
      return new Entry(true, "", items);
    }

    boolean given() {
      return list ? !items.isEmpty() : !text.isEmpty();
    }
  }

  ExceptionItem withComps(Entry newComps) {
    return new ExceptionItem(name, fields, newComps, values, context);
  }

  ExceptionItem withValues(List<Entry> newValues) {
    return new ExceptionItem(name, fields, comps, newValues, context);
  }
}
