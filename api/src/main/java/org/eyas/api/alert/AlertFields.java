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
 * The fields of an alert, sorted by name. Immutable. It consists of two arrays rather than a tree, because many alerts can wait
 * at the same time, and all alerts of a rule share their {@link Names}.
 */
public final class AlertFields extends AbstractMap<String, @Nullable Object> implements SortedMap<String, @Nullable Object> {
  private final Names names;
  private final @Nullable Object[] values;

  private AlertFields(Names names, @Nullable Object[] values) {
    this.names = names;
    this.values = values;
  }

  /** The names of an alert's fields, sorted and without duplicates. Immutable. */
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

    /** The index of a name in sorted order; a negative number if the name is not there. */
    public int place(String name) {
      return Arrays.binarySearch(sorted, name);
    }

    /**
     * Makes fields with these values, in the order of the names. The array is not copied; the caller must not change it
     * afterwards.
     *
     * @throws IllegalArgumentException if the number of values differs from the number of names
     */
    public AlertFields with(@Nullable Object[] values) {
      if (values.length != sorted.length) {
        throw new IllegalArgumentException(values.length + " values for " + sorted.length + " names");
      }
      return new AlertFields(this, values);
    }
  }

  /** Copies a map; returns the argument itself if it is an {@code AlertFields} already. */
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

  /** Always null: names are in their natural order. */
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
      throw new NoSuchElementException("the alert has no fields");
    }
    return names.sorted[place];
  }
}
