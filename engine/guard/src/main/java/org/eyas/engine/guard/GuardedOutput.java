package org.eyas.engine.guard;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import org.eyas.api.alert.KeptAlerts;
import org.eyas.api.alert.OutputChannel;
import org.eyas.api.alert.RenderedAlert;

/**
 * The guard around an output of another bundle. Exceptions other than {@link IOException} are counted as faults. The
 * queue of the output treats both kinds alike.
 */
public final class GuardedOutput implements OutputChannel {
  private interface Call {
    void run() throws IOException;
  }

  private final OutputChannel channel;
  private final ServiceGuard guard;
  private final ThreadLocal<CallGate> gates;

  public GuardedOutput(OutputChannel channel, ServiceGuard guard) {
    this.channel = channel;
    this.guard = guard;
    gates = ThreadLocal.withInitial(guard::gate);
  }

  @Override
  public void send(RenderedAlert alert, boolean endOfBatch) throws IOException {
    guarded(() -> channel.send(alert, endOfBatch));
  }

  @Override
  public void check() throws IOException {
    guarded(channel::check);
  }

  @Override
  public void reopen() throws IOException {
    guarded(channel::reopen);
  }

  @Override
  public KeptAlerts kept() {
    if (guard.isOut()) {
      return KeptAlerts.NONE;
    }
    try {
      return requireNonNull(channel.kept());
    } catch (Throwable e) {
      guard.convertFailure(e);
      return KeptAlerts.NONE;
    }
  }

  @Override
  public boolean storesAlerts() {
    if (guard.isOut()) {
      return false;
    }
    try {
      return channel.storesAlerts();
    } catch (Throwable e) {
      guard.convertFailure(e);
      return false;
    }
  }

  private void guarded(Call call) throws IOException {
    if (guard.isOut()) {
      throw new IOException(guard.reason());
    }
    CallGate gate = gates.get();
    gate.enter();
    try {
      call.run();
    } catch (IOException e) {
      throw e;
    } catch (Throwable e) {
      gate.convertFailure(e);
      throw new IOException(guard.origin() + " failed: " + e, e);
    } finally {
      gate.leave();
    }
  }

  @Override
  public String toString() {
    return guard.origin().toString();
  }
}
