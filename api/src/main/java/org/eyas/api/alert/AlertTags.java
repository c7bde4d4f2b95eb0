package org.eyas.api.alert;

import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The tags of an alert, sorted and without duplicates. Immutable, so all alerts of a rule share one object. */
public final class AlertTags extends AbstractSet<String> implements SortedSet<String> {
  private final List<String> sorted;

  private AlertTags(List<String> sorted) {
    this.sorted = sorted;
  }

  /** Copies tags; returns the argument itself if it is an {@code AlertTags} already. */
  public static AlertTags of(Collection<String> tags) {
    return tags instanceof AlertTags own ? own : new AlertTags(tags.stream().sorted().distinct().toList());
  }

  public static AlertTags of(String... tags) {
    return of(Arrays.asList(tags));
  }

  @Override
  public int size() {
    return sorted.size();
  }

  @Override
  public Iterator<String> iterator() {
    return sorted.iterator();
  }

  /** Always null: tags are in their natural order. */
  @Override
  public @Nullable Comparator<? super String> comparator() {
    return null;
  }

  @Override
  public SortedSet<String> subSet(String from, String to) {
    return of(new TreeSet<>(this).subSet(from, to));
  }

  @Override
  public SortedSet<String> headSet(String to) {
    return of(new TreeSet<>(this).headSet(to));
  }

  @Override
  public SortedSet<String> tailSet(String from) {
    return of(new TreeSet<>(this).tailSet(from));
  }

  @Override
  public String first() {
    return sorted.getFirst();
  }

  @Override
  public String last() {
    return sorted.getLast();
  }
}
