package org.eyas.enricher.session;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Objects;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.Enricher;
import org.eyas.testkit.EnricherContract;
import org.eyas.testkit.FakeProcess;
import org.junit.jupiter.api.Test;

class SessionEnricherTest extends EnricherContract {
  private static final int CALLS = 100_000;

  @Override
  protected Enricher enricher() {
    return new SessionEnricher();
  }

  @Override
  protected List<FakeProcess> processes() {
    Host host = new Host();
    FakeProcess shell = host.ssh("10.0.0.5", 40_000, Host.ALICE);
    FakeProcess root = host.call(shell, "/usr/bin/sudo", 0, "/usr/bin/id");
    root.attachments.clear();
    return List.of(host.init, host.sshd, shell, root, FakeProcess.unknown(7));
  }

  @Test
  void aProcessThatStaysInItsSessionCostsNoMemory() {
    Host host = new Host();
    FakeProcess shell = host.ssh("10.0.0.5", 40_000, Host.ALICE);
    FakeProcess sudo = host.exec(host.fork(shell), "/usr/bin/sudo", 0);
    Attachments none = new Attachments() {
      @Override
      public <T> void put(AttachmentKey<T> key, T value) {
        throw new AssertionError(value);
      }
    };
    SessionEnricher enricher = new SessionEnricher();
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = 0;
    long began = 0;
    for (int i = -CALLS; i < CALLS; i++) {
      if (i == 0) {
        before = threads.getCurrentThreadAllocatedBytes();
        began = System.nanoTime();
      }
      enricher.onProcess(shell, none);
      enricher.onProcess(sudo, none);
    }
    long nanos = (System.nanoTime() - began) / (2 * CALLS);
    long bytes = threads.getCurrentThreadAllocatedBytes() - before;
    System.out.println("SessionEnricherTest: " + nanos + " ns for a clone or exec that stays in its session");
    assertTrue(bytes < CALLS, () -> bytes + " bytes in " + 2 * CALLS + " calls");
  }

  @Test
  void aLoginKeepsAFewHundredBytes() {
    int logins = 100_000;
    Host host = new Host();
    SessionTrail[] kept = new SessionTrail[logins];
    host.ssh("2001:db8::5", 1, Host.ALICE);
    FakeProcess monitor = host.connect("2001:db8::5", 40_000);
    FakeProcess shell = host.shell(host.logIn(monitor, Host.ALICE, true), "2001:db8::5", 40_000);
    long before = usedBytes();
    for (int i = 0; i < logins; i++) {
      kept[i] = login(host, monitor, shell);
    }
    long bytes = (usedBytes() - before) / logins;
    System.out.println("SessionEnricherTest: a login over ssh keeps " + bytes + " bytes");
    assertTrue(bytes > 0 && bytes < 1_000 && kept[logins - 1] instanceof LoginSession, () -> bytes + " bytes for each login");
  }

  // The processes are the same each time, so that only the sessions remain.
  private static SessionTrail login(Host host, FakeProcess monitor, FakeProcess shell) {
    monitor.attachments.clear();
    shell.attachments.clear();
    host.enriched(monitor);
    shell.attachments.putAll(monitor.attachments);
    host.enriched(shell);
    return (SessionTrail) Objects.requireNonNull(shell.attachments.get(SessionTrail.KEY));
  }

  private static long usedBytes() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
}
