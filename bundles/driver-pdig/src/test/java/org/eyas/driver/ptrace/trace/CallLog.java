package org.eyas.driver.ptrace.trace;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eyas.driver.ptrace.call.EventWriter;
import org.eyas.driver.ptrace.call.TracedSystemCall;

/** Notes every stop as a line, and writes an event without parameters for it. Also notes which threads are forgotten. */
final class CallLog implements EventWriter {
  static final String FORGOTTEN = " forgotten";

  private static final int HEADER = 26;
  private static final Map<Integer, Integer> PATHS = Map.of(2, 0, 257, 1, 59, 0, 80, 0); // open, openat, execve, chdir

  private final List<String> lines = new CopyOnWriteArrayList<>();

  List<String> lines() {
    return lines;
  }

  private int note(long tid, long nanos, ByteBuffer to, String line) {
    lines.add(line);
    to.putLong(0, nanos).putLong(8, tid).putInt(16, HEADER).putShort(20, (short) 1).putInt(22, 0);
    return HEADER;
  }

  @Override
  public int returned(TracedSystemCall call, long nanos, ByteBuffer to) {
    String narrow = call.isNarrow() ? " narrow" : "";
    return note(call.tid(), nanos, to,
        call.pid() + "/" + call.tid() + " call " + call.number() + path(call) + " = " + call.result() + narrow);
  }

  private static String path(TracedSystemCall call) {
    Integer index = PATHS.get(call.number());
    if (index == null) {
      return "";
    }
    byte[] text = new byte[200];
    int length = call.memory().read(call.argument(index), text, 0, text.length);
    String all = new String(text, 0, length, StandardCharsets.UTF_8);
    return " " + all.substring(0, Math.max(0, all.indexOf('\0')));
  }

  @Override
  public void forget(int tid) {
    lines.add(tid + FORGOTTEN);
  }

  @Override
  public int executed(TracedSystemCall call, long nanos, ByteBuffer to) {
    return note(call.tid(), nanos, to, call.pid() + "/" + call.tid() + " exec");
  }

  @Override
  public int ended(int tid, int status, boolean isThere, long nanos, ByteBuffer to) {
    return note(tid, nanos, to, tid + " ended " + status);
  }

  @Override
  public int signalled(int tid, int sender, int signal, long nanos, ByteBuffer to) {
    return note(tid, nanos, to, tid + " signal " + signal);
  }
}
