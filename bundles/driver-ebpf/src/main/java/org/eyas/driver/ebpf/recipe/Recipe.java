package org.eyas.driver.ebpf.recipe;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;

/**
 * How one event is written.
 *
 * <pre>
 *  0            2         3          4       5        6             7      8
 *  +------------+---------+----------+-------+--------+-------------+------+-------------- - -
 *  | event u16  | program | category | steps | params | only failed | short| up to 19 steps
 *  +------------+---------+----------+-------+--------+-------------+------+-------------- - -
 * </pre>
 *
 * @param syscall the system call's name, or that of a tracepoint with an @ in front
 * @param event the event's code
 * @param program which of the probe's programs writes it
 * @param shortcut a program that writes the same without steps, if it is loaded; NONE for most
 * @param category how its losses are counted
 * @param onlyFailed whether a success is told by a tracepoint instead
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
      throw new IllegalArgumentException(syscall + " has " + steps.size() + " steps, there is room for " + MOST_STEPS);
    }
  }

  /** The programs that {@code sys_exit} continues in, by their place in the program array. */
  public enum Program {
    PLAIN,
    FILES,
    NETWORK,
    PROCESS,
    LIFE,
    MESSAGES
  }

  /** Programs that write one event in one go; a recipe tells the place, which is 0 for none. */
  public enum Shortcut {
    NONE,
    OPEN,
    OPENAT,
    /** Written by the dispatcher itself. */
    CLOSE;

    private static final int FIRST_PLACE = 8;

    /** Its place in the program array. */
    public int place() {
      return this == NONE ? 0 : FIRST_PLACE + ordinal();
    }
  }

  /** The groups that losses are counted in, as Falco's metrics have them. */
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

  /** Whether its tracepoint costs so much that only a request that names the event means it. */
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
