package org.eyas.linux.proc;

import java.util.Map;
import org.eyas.api.process.FdType;

/**
 * The target of the link {@code /proc/PID/fd/N}: a path, or a name for descriptors that have no path.
 *
 * @param target the text of the link
 */
public record ProcFdLink(String target) {
  private static final String ANONYMOUS = "anon_inode:";
  private static final Map<String, FdType> ANONYMOUS_TYPES =
      Map.ofEntries(
          Map.entry("[eventfd]", FdType.EVENT),
          Map.entry("[eventpoll]", FdType.EVENTPOLL),
          Map.entry("inotify", FdType.INOTIFY),
          Map.entry("[signalfd]", FdType.SIGNALFD),
          Map.entry("[timerfd]", FdType.TIMERFD),
          Map.entry("[io_uring]", FdType.IO_URING),
          Map.entry("[userfaultfd]", FdType.USERFAULTFD),
          Map.entry("[pidfd]", FdType.PIDFD),
          Map.entry("bpf-map", FdType.BPF),
          Map.entry("bpf-prog", FdType.BPF),
          Map.entry("bpf-link", FdType.BPF),
          Map.entry("bpf_iter", FdType.BPF));

  public boolean isSocket() {
    return target.startsWith("socket:[");
  }

  /** The number in {@code socket:[N]} and {@code pipe:[N]}; 0 for other targets. */
  public long inode() {
    int open = target.indexOf(":[");
    if (open < 0 || !target.endsWith("]")) {
      return 0;
    }
    String digits = target.substring(open + 2, target.length() - 1);
    return ProcNumbers.areDigits(digits) && !digits.isEmpty() ? Long.parseLong(digits) : 0;
  }

  /**
   * The type that the link shows. A path has the type {@link FdType#FILE}; only the mode of the file shows whether it
   * is a directory or a pipe.
   */
  public FdType type() {
    if (target.startsWith(ANONYMOUS)) {
      return ANONYMOUS_TYPES.getOrDefault(target.substring(ANONYMOUS.length()), FdType.UNSUPPORTED);
    }
    if (target.startsWith("/memfd:")) {
      return FdType.MEMFD;
    }
    if (target.startsWith("pipe:[")) {
      return FdType.PIPE;
    }
    return target.startsWith("/") ? FdType.FILE : FdType.UNSUPPORTED;
  }
}
