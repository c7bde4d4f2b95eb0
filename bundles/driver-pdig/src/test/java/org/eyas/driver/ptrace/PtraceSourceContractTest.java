package org.eyas.driver.ptrace;

import java.util.Map;
import java.util.Set;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.testkit.EventSourceContract;
import org.junit.jupiter.api.Timeout;

/** The driver fulfils the contract of all sources. Each capture runs a command of its own, which opens a file again and again. */
@Timeout(120)
class PtraceSourceContractTest extends EventSourceContract {
  private static final int OPENAT_EXIT = 307;

  @Override
  protected EventSource source() {
    return new PtraceSource();
  }

  @Override
  protected CaptureRequest request() {
    return new CaptureRequest(
        Set.of(OPENAT_EXIT),
        Map.of("command.0", "sh", "command.1", "-c", "command.2", "while :; do : < /etc/hostname; sleep 0.01; done"));
  }

  @Override
  protected void causeEvents() {}
}
