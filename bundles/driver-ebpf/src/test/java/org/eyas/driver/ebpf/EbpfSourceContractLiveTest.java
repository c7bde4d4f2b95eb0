package org.eyas.driver.ebpf;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.testkit.EventSourceContract;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/** The live source fulfils the contract of all sources, also with two captures open at the same time. */
@Timeout(120)
class EbpfSourceContractLiveTest extends EventSourceContract {
  private static final int OPENAT_EXIT = 307;

  @BeforeEach
  void skipWhereItIsNotAllowed() {
    LiveProbe.open(Set.of(OPENAT_EXIT)).close();
  }

  @Override
  protected EventSource source() {
    return new EbpfSource();
  }

  @Override
  protected CaptureRequest request() {
    return new CaptureRequest(Set.of(OPENAT_EXIT), Map.of());
  }

  // Runs in another process, because the engine's own system calls are not recorded.
  @Override
  protected void causeEvents() throws IOException, InterruptedException {
    new ProcessBuilder("/bin/true").start().waitFor();
  }
}
