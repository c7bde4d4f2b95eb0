package org.eyas.api.alert;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The fields of an alert, sorted by name. Immutable; two arrays instead of a tree, since many alerts wait at once, and the
 * alerts of one rule share their {@link Names}.
 */
public final class AlertFields extends AbstractMap<String, @Nullable Object> implements SortedMap<String, @Nullable Object> {
  private final Names names;
  private final @Nullable Object[] values;

  private AlertFields(Names names, @Nullable Object[] values) {
    this.names = names;
    this.values = values;
  }

  /** Names of fields, sorted, each once. Immutable. */
  public static final class Names {
    private final String[] sorted;

    private Names(String[] sorted) {
      this.sorted = sorted;
    }

    public static Names of(Collection<String> names) {
      return new Names(names.stream().sorted().distinct().toArray(String[]::new));
    }

    public int size() {
      return sorted.length;
    }

    /** The place of a name among the sorted ones, or a negative number. */
    public int place(String name) {
      return Arrays.binarySearch(sorted, name);
    }

    /** Fields with these values, one for each place; the array belongs to the fields from now on. */
    public AlertFields with(@Nullable Object[] values) {
      if (values.length != sorted.length) {
        throw new IllegalArgumentException(values.length + " values for " + sorted.length + " names");
      }
      return new AlertFields(this, values);
    }
  }

  /** The same fields, itself where it is some already. */
  static AlertFields of(SortedMap<String, @Nullable Object> fields) {
    if (fields instanceof AlertFields own) {
      return own;
    }
    Names names = Names.of(fields.keySet());
    @Nullable Object[] values = new Object[names.size()];
    fields.forEach((name, value) -> values[names.place(name)] = value);
    return names.with(values);
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public boolean containsKey(@Nullable Object name) {
    return name instanceof String text && names.place(text) >= 0;
  }

  @Override
  public @Nullable Object get(@Nullable Object name) {
    int place = name instanceof String text ? names.place(text) : -1;
    return place < 0 ? null : values[place];
  }

  @Override
  public void forEach(BiConsumer<? super String, ? super @Nullable Object> action) {
    for (int i = 0; i < values.length; i++) {
      action.accept(names.sorted[i], values[i]);
    }
  }

  @Override
  public Set<Map.Entry<String, @Nullable Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return values.length;
      }

      @Override
      public Iterator<Map.Entry<String, @Nullable Object>> iterator() {
        return new Entries();
      }
    };
  }

  private final class Entries implements Iterator<Map.Entry<String, @Nullable Object>> {
    private int next;

    @Override
    public boolean hasNext() {
      return next < values.length;
    }

    @Override
    public Map.Entry<String, @Nullable Object> next() {
      if (next == values.length) {
        throw new NoSuchElementException();
      }
      return new SimpleImmutableEntry<>(names.sorted[next], values[next++]);
    }
  }

  /** Null: the order of names is that of their characters. */
  @Override
  public @Nullable Comparator<? super String> comparator() {
    return null;
  }

  @Override
  public SortedMap<String, @Nullable Object> subMap(String from, String to) {
    return of(new TreeMap<>(this).subMap(from, to));
  }

  @Override
  public SortedMap<String, @Nullable Object> headMap(String to) {
    return of(new TreeMap<>(this).headMap(to));
  }

  @Override
  public SortedMap<String, @Nullable Object> tailMap(String from) {
    return of(new TreeMap<>(this).tailMap(from));
  }

  @Override
  public String firstKey() {
    return name(0);
  }

  @Override
  public String lastKey() {
    return name(values.length - 1);
  }

  private String name(int place) {
    if (values.length == 0) {
      throw new NoSuchElementException("an alert without fields");
    }
    return names.sorted[place];
  }
}
