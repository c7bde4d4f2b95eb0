package org.eyas.recipe;

import java.util.List;
import java.util.Set;

/**
 * Describes how a driver writes one event. Immutable.
 *
 * @param syscall the name of the system call, or @ and the name of a tracepoint
 * @param event the code of the event
 * @param program the program of the eBPF probe that writes the event. The recipe may only use the classes of steps of
 * this program
 * @param shortcut a program of the probe that writes the same event faster, without steps; NONE for most events
 * @param category the group in which losses of this event are counted
 * @param onlyFailed true if this recipe records only failed calls, because a tracepoint records successful ones
 * @param steps the steps that write the parameters, in the order of the parameters
 */
public record EventRecipe(
    String syscall,
    int event,
    Program program,
    Shortcut shortcut,
    Category category,
    boolean onlyFailed,
    List<RecipeStep> steps) {
  private static final Set<String> ON_DEMAND = Set.of("@switch", "@pagefault");

  public EventRecipe {
    steps = List.copyOf(steps);
  }

  /** The programs of the probe in which {@code sys_exit} continues, in the order of its program array. */
  public enum Program {
    PLAIN,
    FILES,
    NETWORK,
    PROCESS,
    LIFE,
    MESSAGES
  }

  /** The programs of the probe that write one event without steps. */
  public enum Shortcut {
    NONE,
    OPEN,
    OPENAT,
    /** The close of a descriptor, which the probe's dispatcher writes itself. */
    CLOSE
  }

  /** The groups in which losses are counted, as in Falco's metrics. */
  public enum Category {
    OTHER,
    CLONE,
    EXEC,
    CONNECT,
    OPEN,
    PATH,
    CLOSE,
    EXIT
  }

  /** Whether the tracepoint is so expensive that drivers only use it if a request names its event. */
  public boolean isOnDemand() {
    return ON_DEMAND.contains(syscall);
  }

  boolean isTracepoint() {
    return syscall.startsWith("@");
  }

  /** The bytes of each parameter; 0 if its length is variable. */
  public List<Integer> widths() {
    return steps.stream().flatMap(step -> step.widths().stream()).toList();
  }
}
