package org.eyas.engine.guard;

import org.eyas.api.process.AsyncEventSink;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.Enricher;
import org.eyas.api.process.ProcessInfo;

/**
 * The guard around an enricher of another bundle. The enricher is only called if a process appears, and after a batch, so
 * each call is timed.
 */
public final class GuardedEnricher implements Enricher {
  private final Enricher enricher;
  private final ServiceGuard guard;
  private final ThreadLocal<CallGate> gates;

  public GuardedEnricher(Enricher enricher, ServiceGuard guard) {
    this.enricher = enricher;
    this.guard = guard;
    gates = ThreadLocal.withInitial(() -> guard.gate(CallGate.EACH));
  }

  public boolean isOut() {
    return guard.isOut();
  }

  @Override
  public void onProcess(ProcessInfo process, Attachments out) {
    if (guard.isOut()) {
      return;
    }
    CallGate gate = gates.get();
    gate.enter();
    try {
      enricher.onProcess(process, out);
    } catch (Throwable e) {
      throw gate.convertFailure(e);
    } finally {
      gate.leave();
    }
  }

  @Override
  public void reportEvents(AsyncEventSink into) {
    if (guard.isOut()) {
      return;
    }
    CallGate gate = gates.get();
    gate.enter();
    try {
      enricher.reportEvents(into);
    } catch (Throwable e) {
      throw gate.convertFailure(e);
    } finally {
      gate.leave();
    }
  }

  @Override
  public String toString() {
    return guard.origin().toString();
  }
}
