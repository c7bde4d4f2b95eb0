package org.eyas.engine.explain;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.eyas.engine.rules.LoadedDefinitions;
import org.eyas.engine.rules.LoadedDefinitions.ListText;

/**
 * Finds the lists from which constants came. Lists are inserted into conditions as text, so only the original condition
 * shows the source: a list is named if the condition names it and all of its items are among the constants.
 */
final class ListNameFinder {
  private static final int FEWEST_ITEMS = 2;
  private static final int NESTED = 20;

  private final Map<String, Set<String>> items = new HashMap<>();

  ListNameFinder(LoadedDefinitions book) {
    Map<String, List<String>> written = new HashMap<>();
    for (ListText list : book.lists()) {
      written.put(list.name(), list.compiledItems());
    }
    written.keySet().forEach(name -> items.put(name, resolve(name, written, 0)));
  }

  private static Set<String> resolve(String name, Map<String, List<String>> written, int depth) {
    Set<String> resolved = new LinkedHashSet<>();
    for (String item : written.getOrDefault(name, List.of())) {
      if (written.containsKey(item) && depth < NESTED) {
        resolved.addAll(resolve(item, written, depth + 1));
      } else {
        resolved.add(unquoted(item));
      }
    }
    return resolved;
  }

  private static String unquoted(String item) {
    boolean quoted = item.length() > 1 && "\"'".indexOf(item.charAt(0)) >= 0 && item.endsWith(item.substring(0, 1));
    return quoted ? item.substring(1, item.length() - 1) : item;
  }

  /** The lists among the constants, and the constants that are in none of them. */
  record Named(List<String> lists, List<String> remaining) {}

  /** @param condition the condition as written, with the names of lists */
  Named find(List<String> constants, String condition) {
    List<String> found = new ArrayList<>();
    Set<String> rest = new LinkedHashSet<>(constants);
    Set<String> all = Set.copyOf(constants);
    Comparator<String> largest = Comparator.comparing(name -> -sizeOf(name));
    for (String name : items.keySet().stream().sorted(largest.thenComparing(Comparator.naturalOrder())).toList()) {
      Set<String> inside = items.getOrDefault(name, Set.of());
      boolean news = inside.stream().anyMatch(rest::contains);
      if (inside.size() >= FEWEST_ITEMS && news && all.containsAll(inside) && names(condition, name)) {
        found.add(name);
        rest.removeAll(inside);
      }
    }
    return new Named(found, List.copyOf(rest));
  }

  private int sizeOf(String name) {
    return items.getOrDefault(name, Set.of()).size();
  }

  private static boolean names(String condition, String list) {
    return Pattern.compile("(?<![^\\s(),=])" + Pattern.quote(list) + "(?![^\\s(),=])").matcher(condition).find();
  }
}
