package org.eyas.engine.demand;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The key {@code base_syscalls}: the system calls that are traced in addition to the system calls that rules name.
 *
 * @param customSet names that replace the system calls for the state; names that begin with {@code !} are never traced
 * @param repair whether only the events that the traced events need are added, instead of all events that change the
 *     state
 * @param all whether events that only transfer data are traced too, if a rule names them
 */
public record BaseSyscalls(List<String> customSet, boolean repair, boolean all) {
  /** The default. */
  public static final BaseSyscalls STANDARD = new BaseSyscalls(List.of(), false, false);

  public BaseSyscalls {
    customSet = List.copyOf(customSet);
  }

  SortedSet<String> added() {
    SortedSet<String> names = new TreeSet<>();
    customSet.stream().filter(name -> !name.isEmpty() && !name.startsWith("!")).forEach(names::add);
    return names;
  }

  SortedSet<String> leftOut() {
    SortedSet<String> names = new TreeSet<>();
    customSet.stream().filter(name -> name.startsWith("!")).forEach(name -> names.add(name.substring(1)));
    return names;
  }
}
