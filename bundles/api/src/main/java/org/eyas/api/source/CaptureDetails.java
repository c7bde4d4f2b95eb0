package org.eyas.api.source;

import java.util.List;

/**
 * Counters of a capture that are too many, or too dear to read, to stand in {@link CaptureStats}; all since it was opened.
 *
 * @param processors a source that counts on each processor names them in their order
 * @param programs the programs that a source runs in the kernel; empty where the kernel does not measure them
 */
public record CaptureDetails(List<ProcessorCounts> processors, List<ProgramCounts> programs) {
  /** Of a source that has nothing to tell. */
  public static final CaptureDetails NONE = new CaptureDetails(List.of(), List.of());

  public CaptureDetails {
    processors = List.copyOf(processors);
    programs = List.copyOf(programs);
  }

  /**
   * What happened on one processor.
   *
   * @param events handed on
   * @param dropped lost
   */
  public record ProcessorCounts(int processor, long events, long dropped) {}

  /**
   * How much a program in the kernel did.
   *
   * @param nanos how long it ran, all runs together
   */
  public record ProgramCounts(String name, long runs, long nanos) {}
}
