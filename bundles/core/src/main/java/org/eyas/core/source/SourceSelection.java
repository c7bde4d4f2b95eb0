package org.eyas.core.source;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import org.eyas.core.setting.EngineException;

/** The event sources that are opened: {@code --enable-source}, {@code --disable-source}. */
public final class SourceSelection {
  /** The kind of the driver that ends with the processes that it watches. */
  static final String OF_TREE = "ptrace";

  private SourceSelection() {}

  /** The loaded sources without the disabled ones, or only the enabled ones. */
  public static SequencedSet<String> of(Collection<String> loaded, List<String> enabled, List<String> disabled)
      throws EngineException {
    if (!enabled.isEmpty() && !disabled.isEmpty()) {
      throw EngineException.ofUsage("You can not mix --enable-source and --disable-source");
    }
    requireKnown("enabling", enabled, loaded);
    requireKnown("disabling", disabled, loaded);
    SequencedSet<String> selected = new LinkedHashSet<>(enabled.isEmpty() ? loaded : enabled);
    disabled.forEach(selected::remove);
    if (selected.isEmpty()) {
      throw EngineException.ofUsage("Must enable at least one event source");
    }
    return selected;
  }

  private static void requireKnown(String what, List<String> names, Collection<String> loaded) throws EngineException {
    for (String name : names) {
      if (!loaded.contains(name)) {
        throw EngineException.ofUsage(
            "Attempted " + what + " an unknown event source: " + name + "; there is " + String.join(", ", loaded));
      }
    }
  }
}
