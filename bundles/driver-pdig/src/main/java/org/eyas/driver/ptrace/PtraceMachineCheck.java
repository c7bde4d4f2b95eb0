package org.eyas.driver.ptrace;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eyas.api.source.SourceException;

/** The machines on which the source works: x86_64 with Linux 5.3 or newer. */
final class PtraceMachineCheck {
  static final String ARCHITECTURE = "amd64";

  private static final Pattern VERSION = Pattern.compile("(\\d{1,3})\\.(\\d{1,3})");
  private static final int OLDEST = 5_003; // 5.3

  private PtraceMachineCheck() {}

  /** @throws SourceException if this machine does not support the source */
  static void require() throws SourceException {
    if (!System.getProperty("os.arch").equals(ARCHITECTURE)) {
      throw new SourceException("ptrace works on x86_64 only", "use engine.kind=modern_ebpf");
    }
    Matcher version = VERSION.matcher(System.getProperty("os.version"));
    if (version.lookingAt() && 1_000 * Integer.parseInt(version.group(1)) + Integer.parseInt(version.group(2)) < OLDEST) {
      throw new SourceException("ptrace needs Linux 5.3 or newer (PTRACE_GET_SYSCALL_INFO)", "update the kernel");
    }
  }
}
