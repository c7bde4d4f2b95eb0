package org.eyas.engine.guard;

import java.util.Map;
import java.util.Objects;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureRequest;
import org.eyas.api.source.EventSource;
import org.eyas.api.source.SourceException;
import org.eyas.api.source.SourceInfo;
import org.eyas.engine.foreign.ForeignCodeFault;
import org.jspecify.annotations.Nullable;

/**
 * The guard around a source of another bundle. An unexpected exception becomes a {@code SourceException}, as of a
 * source that does not work.
 */
public final class GuardedSource implements EventSource {
  private final EventSource source;
  private final ServiceGuard guard;
  private final SourceInfo first;

  /** @throws ForeignCodeFault if the source cannot describe itself */
  public GuardedSource(EventSource source, ServiceGuard guard) {
    this.source = source;
    this.guard = guard;
    try {
      first = source.info();
    } catch (Throwable e) {
      throw guard.convertFailure(e);
    }
  }

  @Override
  public SourceInfo info() {
    try {
      return source.info();
    } catch (Throwable e) {
      guard.convertFailure(e);
      return first;
    }
  }

  @Override
  public void prepare(Map<String, String> options) {
    if (guard.isOut()) {
      return;
    }
    CallGate gate = guard.gate(CallGate.EACH);
    gate.enter();
    try {
      source.prepare(options);
    } catch (Throwable e) {
      gate.convertFailure(e);
    } finally {
      gate.leave();
    }
  }

  @Override
  public Capture open(CaptureRequest wanted) throws SourceException {
    return guarded(Objects.requireNonNull(called(() -> Objects.requireNonNull(source.open(wanted), "the capture"))));
  }

  @Override
  public @Nullable Capture takeOver(CaptureRequest wanted) throws SourceException {
    Capture left = called(() -> source.takeOver(wanted));
    return left == null ? null : guarded(left);
  }

  private interface Opening {
    @Nullable
    Capture open() throws SourceException;
  }

  private @Nullable Capture called(Opening opening) throws SourceException {
    if (guard.isOut()) {
      throw new SourceException(guard.reason(),
          "repair its bundle, or run 'eyas health readmit " + guard.origin().bundle() + "'");
    }
    CallGate gate = guard.gate(CallGate.EACH);
    gate.enter();
    try {
      return opening.open();
    } catch (SourceException e) {
      throw e;
    } catch (Throwable e) {
      gate.convertFailure(e);
      throw failure(first, guard.origin(), e);
    } finally {
      gate.leave();
    }
  }

  /** Guards a capture that this source opened, for this or a previous engine. */
  public Capture guarded(Capture opened) {
    return new GuardedCapture(opened, first, guard.guardOf(ServiceRole.CAPTURE));
  }

  /** The failure of a source that threw an unexpected exception. */
  static SourceException failure(SourceInfo source, ServiceOrigin origin, Throwable thrown) {
    return new SourceException(
        source.kind() + " of bundle " + origin.bundle() + " failed: " + thrown,
        "this is a fault of that bundle; the log has the details",
        thrown);
  }

  @Override
  public String toString() {
    return guard.origin().toString();
  }
}
