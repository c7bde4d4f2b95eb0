package org.eyas.driver.ebpf;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.eyas.driver.ebpf.libbpf.LibbpfLog;
import org.eyas.driver.ebpf.libbpf.ProbeObject;
import org.eyas.driver.ebpf.trace.Tracefs;
import org.eyas.linux.libc.Libc;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The entries of the calls whose path or address another thread can change before the kernel looks at it. The probe does
 * without them where they cannot be attached.
 */
final class Entries {
  private static final Logger LOG = LoggerFactory.getLogger(Entries.class);
  private static final List<String> CHANGEABLE = List.of("open", "openat", "openat2", "creat", "connect");

  private Entries() {}

  /** Attaches those of this machine's calls; what is missing is logged in one line. */
  static void attach(ProbeObject object, Set<String> calls, Set<String> rejected) {
    List<String> wanted =
        CHANGEABLE.stream().filter(calls::contains).filter(call -> !rejected.contains(program(call))).toList();
    List<String> missing = new ArrayList<>(wanted);
    String reason = "";
    try (Tracefs tracefs = Tracefs.open()) {
      for (String call : wanted) {
        int event = tracefs.event("syscalls/sys_enter_" + call);
        if (object.attach(program(call), event)) {
          missing.remove(call);
        } else {
          Libc.close(event);
          reason = LibbpfLog.last();
        }
      }
    } catch (IOException e) {
      reason = String.valueOf(e.getMessage());
    }
    if (!missing.isEmpty()) {
      LOG.warn(
          "the probe does not see the entry of {}: {}; a path that is changed during such a call goes unseen",
          String.join(", ", missing),
          reason);
    }
  }

  private static String program(String call) {
    return "enter_" + call;
  }
}
