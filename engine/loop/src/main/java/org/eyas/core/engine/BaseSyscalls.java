package org.eyas.core.engine;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What is traced beside what rules look at: {@code base_syscalls}.
 *
 * @param customSet names in the place of the state's; those that begin with {@code !} are left out of everything
 * @param repair whether only what the traced ones need is added, instead of all that moves the state
 * @param all whether what only moves data is traced too, where a rule looks at it
 */
public record BaseSyscalls(List<String> customSet, boolean repair, boolean all) {
  /** Where nothing is configured. */
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
