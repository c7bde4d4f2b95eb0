package org.eyas.driver.ebpf.libbpf;

import com.sun.jna.Function;
import com.sun.jna.Memory;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The messages of libbpf while it loads the probe. They show which program the kernel rejected and why. */
public final class LibbpfLog {
  private static final Logger LOG = LoggerFactory.getLogger(LibbpfLog.class);
  private static final int KEPT = 200;
  private static final int LINE_BYTES = 16 * 1024;
  private static final int DEBUG = 2;
  private static final Pattern FAILED =
      Pattern.compile("prog '([^']+)': (?:failed to (?:load|prepare load attributes)|BPF program load failed)");

  private static final Deque<String> LINES = new ArrayDeque<>();
  private static final Function VSNPRINTF = NativeLibrary.getInstance("c").getFunction("vsnprintf");
  // libbpf keeps a pointer to this object, so it must never be garbage collected.
  private static final Libbpf.Printer PRINTER = LibbpfLog::print;

  private LibbpfLog() {}

  /**
   * Redirects libbpf's messages from standard error to this class.
   *
   * @throws UnsatisfiedLinkError if libbpf is not installed; a call after its installation succeeds
   */
  public static void install() {
    NativeLibrary.getInstance(Libbpf.LIBRARY); // a class that failed once to find its library would never be tried again
    Libbpf.libbpf_set_print(PRINTER);
  }

  private static synchronized int print(int level, String format, Pointer arguments) {
    if (level >= DEBUG) {
      return 0;
    }
    try (Memory line = new Memory(LINE_BYTES)) {
      VSNPRINTF.invokeInt(new Object[] {line, (long) LINE_BYTES, format, arguments});
      String text = line.getString(0).strip();
      LOG.debug("{}", text);
      LINES.add(text);
      if (LINES.size() > KEPT) {
        LINES.remove();
      }
      return text.length();
    }
  }

  public static synchronized void clear() {
    LINES.clear();
  }

  /** The last message, or "no message". */
  public static synchronized String last() {
    return LINES.isEmpty() ? "no message" : LINES.getLast();
  }

  /** The name of the rejected program; empty if no message names one. */
  public static synchronized Optional<String> failedProgram() {
    return LINES.stream().map(FAILED::matcher).filter(Matcher::find).map(matcher -> matcher.group(1)).findFirst();
  }

  /** The verifier's last lines about the rejected program, before the verifier's summary. */
  public static synchronized String reason() {
    return List.copyOf(LINES).stream()
        .filter(line -> line.contains("BEGIN PROG LOAD LOG"))
        .map(LibbpfLog::verdict)
        .findFirst()
        .orElseGet(() -> LINES.isEmpty() ? "no message" : LINES.getFirst());
  }

  private static String verdict(String log) {
    String[] lines = log.split("\n");
    for (int i = lines.length - 1; i > 0; i--) {
      if (lines[i].startsWith("processed ")) {
        return lines[i - 1].strip();
      }
    }
    return lines[0];
  }
}
