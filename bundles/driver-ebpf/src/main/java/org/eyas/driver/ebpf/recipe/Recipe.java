package org.eyas.driver.ebpf.recipe;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/**
 * Describes how the probe writes one event.
 *
 * <pre>
 *  0            2         3          4       5        6             7      8
 *  +------------+---------+----------+-------+--------+-------------+------+-------------- - -
 *  | event u16  | program | category | steps | params | only failed | short| up to 19 steps
 *  +------------+---------+----------+-------+--------+-------------+------+-------------- - -
 * </pre>
 *
 * @param syscall the name of the system call, or @ and the name of a tracepoint
 * @param event the code of the event
 * @param program the program of the probe that writes the event
 * @param shortcut a program that writes the same event faster, without steps, if it is loaded; NONE for most events
 * @param category the group in which losses of this event are counted
 * @param onlyFailed true if this recipe records only failed calls, because a tracepoint records successful ones
 */
public record Recipe(
    String syscall,
    int event,
    Program program,
    Shortcut shortcut,
    Category category,
    boolean onlyFailed,
    List<Step> steps) {
  private static final Set<String> ON_DEMAND = Set.of("@switch", "@pagefault");

  static final int MOST_STEPS = 19;
  static final int BYTES = 8 + MOST_STEPS * Step.BYTES;

  public Recipe {
    steps = List.copyOf(steps);
    if (steps.size() > MOST_STEPS) {
      throw new IllegalArgumentException(syscall + " has " + steps.size() + " steps; the maximum is " + MOST_STEPS);
    }
  }

  /** The programs in which {@code sys_exit} continues, in the order of the program array. */
  public enum Program {
    PLAIN,
    FILES,
    NETWORK,
    PROCESS,
    LIFE,
    MESSAGES
  }

  /** The programs that write one event without steps. Place 0 in a recipe means none. */
  public enum Shortcut {
    NONE,
    OPEN,
    OPENAT,
    /** Written by the dispatcher itself. */
    CLOSE;

    private static final int FIRST_PLACE = 8;

    /** The place of this program in the program array. */
    public int place() {
      return this == NONE ? 0 : FIRST_PLACE + ordinal();
    }
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

  /** Whether the tracepoint is so expensive that it is used only if a request names its event. */
  public boolean isOnDemand() {
    return ON_DEMAND.contains(syscall);
  }

  boolean isTracepoint() {
    return syscall.startsWith("@");
  }

  List<Integer> widths() {
    return steps.stream().flatMap(step -> step.widths().stream()).toList();
  }

  void write(ByteBuffer to) {
    to.putShort((short) event).put((byte) program.ordinal()).put((byte) category.ordinal());
    to.put((byte) steps.size()).put((byte) widths().size()).put((byte) (onlyFailed ? 1 : 0)).put((byte) shortcut.place());
    steps.forEach(step -> step.write(to));
  }
}
