package org.eyas.api.source;

import java.util.List;

/**
 * Counters of a capture that are too many or too expensive to read for {@link CaptureStats}. All count since the capture was
 * opened.
 *
 * @param processors the counts of each processor, in order; empty if the source does not count them separately
 * @param programs the programs that the source runs in the kernel; empty if the kernel does not measure them
 */
public record CaptureDetails(List<ProcessorCounts> processors, List<ProgramCounts> programs) {
  /** The value for a source without such counters. */
  public static final CaptureDetails NONE = new CaptureDetails(List.of(), List.of());

  public CaptureDetails {
    processors = List.copyOf(processors);
    programs = List.copyOf(programs);
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
}
