package org.eyas.spool.delivery;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.eyas.api.alert.KeptAlerts;
import org.eyas.api.alert.RenderedAlert;
import org.eyas.api.failure.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Sends the alerts of an output with an encoding and a sender that are made from its settings. Both are made again when
 * the output is reopened. If they cannot be made, because a setting or a file is wrong, each alert is refused with the
 * reason. Other outputs are not affected.
 *
 * <p>One thread sends alerts. Any thread may call {@link #kept}, and another thread may call {@link #close} while an
 * alert is being sent.
 */
public final class ReopenableSender<E> {
  /**
   * The parts of an output that are made from its settings.
   *
   * @param encoding makes the entry of an alert
   */
  public record Parts<E>(Function<RenderedAlert, E> encoding, AlertSender<E> sender) {}

  /** Makes the parts of an output. */
  public interface Opening<E> {
    /** @throws IOException if a setting is wrong; the message names the key and the reason */
    Parts<E> open() throws IOException;
  }

  private final Opening<E> opening;
  private final AtomicReference<@Nullable Parts<E>> parts = new AtomicReference<>();
  private volatile String fault = "";
  private boolean closed; // so that a reopening of that time opens nothing

  public ReopenableSender(Opening<E> opening) {
    this.opening = opening;
    open();
  }

  private synchronized void open() {
    if (closed) {
      return;
    }
    try {
      parts.set(opening.open());
      fault = "";
    } catch (IOException e) {
      fault = Reason.of(e) + "; alerts for this output are lost. Correct it, then reload or send SIGUSR1.";
    }
  }

  /** @throws IOException if it could not be opened */
  public void check() throws IOException {
    if (!fault.isEmpty()) {
      throw new IOException(fault);
    }
  }

  /** Sends or stores an alert, see {@link AlertSender#send}. */
  public void send(RenderedAlert alert, boolean endOfBatch) throws IOException {
    Parts<E> now = parts.get();
    if (now == null) {
      throw new IOException(fault);
    }
    now.sender().send(alert.alert(), now.encoding().apply(alert), endOfBatch);
  }

  /**
   * Makes the parts again, because files that the settings name may have changed.
   *
   * @param millis the time for which waiting alerts may still be sent with the current parts
   * @throws IOException if it could not be opened
   */
  public void reopen(long millis) throws IOException {
    leave(taken(), false, millis);
    open();
    check();
  }

  /** The counts of the alerts that the sender stores, or the reason for which there is no sender. */
  public KeptAlerts kept() {
    Parts<E> now = parts.get();
    return now == null ? new KeptAlerts(0, 0, fault) : now.sender().kept();
  }

  /** Whether alerts are on disk when they were sent. */
  public boolean isDurable() {
    Parts<E> now = parts.get();
    return now != null && now.sender().isDurable();
  }

  /**
   * Stops the sender.
   *
   * @param endOfRun see {@link AlertSender#endOfRun}
   * @param millis the time for which waiting alerts may still be sent
   */
  public void close(boolean endOfRun, long millis) {
    leave(takenForGood(), endOfRun, millis);
  }

  private synchronized @Nullable Parts<E> takenForGood() {
    closed = true;
    return taken();
  }

  private @Nullable Parts<E> taken() {
    return parts.getAndSet(null);
  }

  private static void leave(@Nullable Parts<?> last, boolean endOfRun, long millis) {
    if (last == null) {
      return;
    }
    if (endOfRun) {
      last.sender().endOfRun();
    }
    last.sender().close(millis);
  }
}
