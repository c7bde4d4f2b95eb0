package org.eyas.driver.ebpf;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eyas.driver.ebpf.libbpf.LibbpfLog;
import org.eyas.driver.ebpf.libbpf.ProbeObject;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The programs that follow the requests of io_uring. Each of them needs the others, except the program for overflows.
 */
final class UringPrograms {
  private static final String NOTHING_SEEN = "operations of io_uring are not seen, which needs Linux 6.1";
  private static final String NO_OVERFLOWS = "operations of io_uring whose results have no room in the ring are not seen";

  private static final Logger LOG = LoggerFactory.getLogger(UringPrograms.class);
  /** The program that writes the events: the other programs continue in it by a tail call. */
  static final String EVENT = "uring_event";

  private static final String COMPLETED = "uring_completed";
  private static final String OVERFLOWED = "uring_overflowed";
  // The tracepoint has another name until Linux 6.3.
  private static final List<String> SUBMITTED = List.of("uring_submitted", "uring_submitted_sqe");
  static final List<String> ALL = List.of(EVENT, COMPLETED, OVERFLOWED, SUBMITTED.getFirst(), SUBMITTED.getLast());

  private UringPrograms() {}

  /** Says which events are missing without one of the programs. */
  static String lossWithout(String program) {
    return program.equals(OVERFLOWED) ? NO_OVERFLOWS : NOTHING_SEEN;
  }

  /** Leaves all programs out if one of them is left out. */
  static void leaveOutTogether(String failed, String reason, Map<String, String> rejected) {
    if (ALL.contains(failed) && !failed.equals(OVERFLOWED)) {
      ALL.forEach(program -> rejected.putIfAbsent(program, reason));
    }
  }

  /** Attaches the programs that are loaded. Returns those that were attached. */
  static List<String> attach(ProbeObject object, Map<String, String> rejected) {
    List<String> attached = new ArrayList<>();
    if (rejected.containsKey(COMPLETED)) {
      return attached;
    }
    if (object.attach(COMPLETED)) { // first: no request is kept whose completion is not seen
      attached.add(COMPLETED);
      attachOverflowed(object, rejected, attached);
      SUBMITTED.stream()
          .filter(program -> !rejected.containsKey(program) && object.attach(program))
          .findFirst()
          .ifPresent(attached::add);
    }
    if (!attached.contains(COMPLETED) || attached.stream().noneMatch(SUBMITTED::contains)) {
      LOG.warn("The probe does not see operations of io_uring: {}", LibbpfLog.last());
    }
    return attached;
  }

  private static void attachOverflowed(ProbeObject object, Map<String, String> rejected, List<String> attached) {
    if (rejected.containsKey(OVERFLOWED)) {
      return; // logged when it was rejected
    }
    if (object.attach(OVERFLOWED)) {
      attached.add(OVERFLOWED);
      return;
    }
    LOG.warn("The probe cannot be attached to io_uring_cqe_overflow: {}; {}", LibbpfLog.last(), NO_OVERFLOWS);
  }
}
