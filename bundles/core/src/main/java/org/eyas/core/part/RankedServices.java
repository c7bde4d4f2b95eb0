package org.eyas.core.part;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The current services of one kind, sorted by {@code service.ranking}, the highest first, and then by age, the oldest
 * first.
 */
public final class RankedServices<T> {
  /** A service with its properties. */
  record RankedService<T>(T service, Map<String, Object> properties) {
    RankedService {
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

  private static final Comparator<RankedService<?>> ORDER =
      Comparator.<RankedService<?>>comparingLong(offer -> -offer.number("service.ranking"))
          .thenComparingLong(offer -> offer.number("service.id"));

  private volatile List<RankedService<T>> all = List.of();

  synchronized void add(T service, Map<String, Object> properties) {
    List<RankedService<T>> changed = new ArrayList<>(all);
    changed.removeIf(offer -> offer.service() == service);
    changed.add(new RankedService<>(service, properties));
    changed.sort(ORDER);
    all = List.copyOf(changed);
  }

  synchronized void remove(T service) {
    all = all.stream().filter(offer -> offer.service() != service).toList();
  }

  List<RankedService<T>> all() {
    return all;
  }

  List<T> services() {
    return all.stream().map(RankedService::service).toList();
  }
}
