package org.eyas.core.part;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The current services of one kind, sorted by {@code service.ranking}, the highest first, and then by age, the oldest
 * first.
 */
public final class Offers<T> {
  /** A service with its properties. */
  record Offer<T>(T service, Map<String, Object> properties) {
    Offer {
      properties = Map.copyOf(properties);
    }

    /** The text of a property; empty if it is not set. */
    String text(String property) {
      return String.valueOf(properties.getOrDefault(property, ""));
    }

    private long number(String property) {
      return properties.get(property) instanceof Number number ? number.longValue() : 0;
    }
  }

  private static final Comparator<Offer<?>> ORDER =
      Comparator.<Offer<?>>comparingLong(offer -> -offer.number("service.ranking"))
          .thenComparingLong(offer -> offer.number("service.id"));

  private volatile List<Offer<T>> all = List.of();

  synchronized void add(T service, Map<String, Object> properties) {
    List<Offer<T>> changed = new ArrayList<>(all);
    changed.removeIf(offer -> offer.service() == service);
    changed.add(new Offer<>(service, properties));
    changed.sort(ORDER);
    all = List.copyOf(changed);
  }

  synchronized void remove(T service) {
    all = all.stream().filter(offer -> offer.service() != service).toList();
  }

  List<Offer<T>> all() {
    return all;
  }

  List<T> services() {
    return all.stream().map(Offer::service).toList();
  }
}
