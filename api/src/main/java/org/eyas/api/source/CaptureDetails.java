package org.eyas.api.source;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eyas.api.event.EventType;
import org.eyas.api.pushdown.RawCondition;

/**
 * Counters of a capture that are too many or too expensive to read for {@link CaptureStats}. All count since the
 * capture was opened.
 *
 * @param processors the counts of each processor, in order; empty if the source does not count them separately
 * @param programs the programs that the source runs in the kernel; empty if the kernel does not measure them
 * @param pushdown the conditions that the source applies or applied, and their counts; empty if it delivered all events
 * @param trees the process trees that lost most events because a ring was crowded, most first; empty if the source does
 *     not know
 * @param lossTypes by cause of {@link CaptureStats#losses}, the codes of all events that the source can count as lost
 *     for that cause; a cause that is missing here can concern any event
 */
public record CaptureDetails(List<ProcessorCounts> processors, List<ProgramCounts> programs, List<PushdownCounts> pushdown,
    List<TreeCounts> trees, Map<LossCause, Set<Integer>> lossTypes) {
  /** The value for a source without such counters. */
  public static final CaptureDetails NONE = new CaptureDetails(List.of(), List.of(), List.of());

  public CaptureDetails {
    processors = List.copyOf(processors);
    programs = List.copyOf(programs);
    pushdown = List.copyOf(pushdown);
    trees = List.copyOf(trees);
    lossTypes =
        lossTypes.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, cause -> Set.copyOf(cause.getValue())));
  }

  /** The counters of a source that does not know more about its losses than {@link CaptureStats}. */
  public CaptureDetails(List<ProcessorCounts> processors, List<ProgramCounts> programs, List<PushdownCounts> pushdown) {
    this(processors, programs, pushdown, List.of(), Map.of());
  }

  /** The counters of a source that delivers all events. */
  public CaptureDetails(List<ProcessorCounts> processors, List<ProgramCounts> programs) {
    this(processors, programs, List.of());
  }

  /**
   * The counts of one processor.
   *
   * @param processor its number
   * @param events events passed on
   * @param dropped events lost
   */
  public record ProcessorCounts(int processor, long events, long dropped) {}

  /**
   * The cost of one program in the kernel.
   *
   * @param name the program's name
   * @param runs how often it ran
   * @param nanos total time of all runs, in nanoseconds
   */
  public record ProgramCounts(String name, long runs, long nanos) {}

  /**
   * The condition that a source applied to one type of events, and its counts.
   *
   * @param type the type
   * @param applied the condition that the source applies: that of the {@link CaptureRequest}, or a weaker one; always
   *     true if it applied one earlier
   * @param passed events that passed any condition of this type
   * @param rejected events that a condition rejected; the source may deliver a few of them as samples
   */
  public record PushdownCounts(EventType type, RawCondition applied, long passed, long rejected) {}

  /**
   * The lost events of one process tree: the processes of one session of the kernel (setsid).
   *
   * @param leader the process that began the session; it may have ended
   * @param pid one of the processes that lost events
   * @param name the name of that process at its first loss
   * @param lost lost events, or fewer: a source may not know all of them by tree
   */
  public record TreeCounts(long leader, long pid, String name, long lost) {}
}
