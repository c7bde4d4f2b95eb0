package org.eyas.spool.delivery;

import java.io.IOException;
import java.nio.file.Path;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertId;
import org.eyas.api.alert.KeptAlerts;
import org.eyas.api.failure.Reason;
import org.eyas.spool.Spool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each alert of an output to disk and sends it from there, in order, until its receiver has accepted it, also after a
 * restart.
 *
 * <pre>
 *   send --> [ spool ] --> thread send-NAME: send, acknowledge
 * </pre>
 */
public final class StoredDelivery<E> implements AlertSender<E> {
  private static final Logger LOG = LoggerFactory.getLogger(StoredDelivery.class);
  private static final long FIRST_MARK = 1_000;

  /**
   * Where alerts wait.
   *
   * @param bytes the maximum size
   * @param fsync whether written alerts survive a loss of power
   * @param limitKey the key of the maximum size, for the message that it is reached
   */
  public record Storage(Path directory, long bytes, boolean fsync, String limitKey) {}

  private final String output;
  private final Storage storage;
  private final AlertReceiver<E> receiver;
  private final Backlog<E> backlog;
  private final Endpoint<E> endpoint;
  private final DeliveryThread<E> thread;
  private final Spool spool;
  private final StoredIds ids;
  private boolean repeated;
  private boolean unwritten;
  private volatile boolean runEnds;
  private long mark = FIRST_MARK;

  /**
   * Opens the disk and begins to send. If that fails, the receiver is not closed.
   *
   * @param output the name of the output, for the log and the thread
   * @param pause the pauses while the receiver accepts nothing
   * @throws IOException if the directory cannot be used
   */
  public StoredDelivery(
      String output, Storage storage, EntryFormat<E> format, AlertReceiver<E> receiver, RetryPause pause)
      throws IOException {
    this.output = output;
    this.storage = storage;
    this.receiver = receiver;
    spool = Spool.open(storage.directory(), storage.bytes(), storage.fsync());
    ids = ids(spool, storage);
    logEarlierRun(spool);
    backlog = new Backlog<>(format);
    backlog.become(0, false, spool);
    endpoint = new Endpoint<>(output, storage.directory(), receiver, backlog::waiting);
    thread = new DeliveryThread<>("send-" + output, backlog, endpoint, pause);
  }

  private static StoredIds ids(Spool spool, Storage storage) throws IOException {
    try {
      return StoredIds.open(storage.directory(), spool.end());
    } catch (IOException e) {
      spool.close();
      throw e;
    }
  }

  private void logEarlierRun(Spool spool) {
    if (spool.damaged() > 0) {
      LOG.error("{}: {} alerts in {} are damaged and lost", output, spool.damaged(), storage.directory());
    }
    if (spool.waiting() > 0) {
      LOG.info("{}: {} alerts of an earlier run are waiting in {}", output, spool.waiting(), storage.directory());
    }
  }

  // Whether a run that was killed has stored this alert, so that it must not be sent once more.
  private boolean isStored(Alert alert) {
    String id = AlertId.of(alert);
    if (ids.take(id)) {
      if (!repeated) {
        LOG.info("{}: alerts of an earlier run come again, and are not sent twice", output);
      }
      repeated = true;
      return true;
    }
    try {
      ids.write(id, spool.end());
    } catch (IOException e) {
      logUnwritten(e);
    }
    return false;
  }

  // The alert is sent nevertheless.
  private void logUnwritten(IOException failure) {
    if (!unwritten) {
      LOG.warn(
          "{}: ids of alerts cannot be written to {}: {}; alerts may be sent twice after a kill", output,
          storage.directory(), Reason.of(failure));
    }
    unwritten = true;
  }

  /**
   * Stores an alert, unless a run that was killed has stored it.
   *
   * @throws IOException if the disk is full, or does not work
   */
  @Override
  public void send(Alert alert, E entry, boolean endOfBatch) throws IOException {
    if (!isStored(alert)) {
      store(entry);
    }
  }

  private void store(E entry) throws IOException {
    if (!backlog.addIfRoom(entry)) {
      throw new IOException(
          storage.directory() + " is full (" + storage.limitKey() + "): alerts for " + receiver.address() + " are lost");
    }
    logBacklog(backlog.waiting());
  }

  private void logBacklog(long waiting) {
    if (waiting < FIRST_MARK / 10) {
      mark = FIRST_MARK;
    }
    if (waiting >= mark) {
      LOG.warn("{}: {} alerts are waiting in {}", output, waiting, storage.directory());
      mark *= 10;
    }
  }

  @Override
  public KeptAlerts kept() {
    return new KeptAlerts(backlog.waiting(), endpoint.refused(), endpoint.problem());
  }

  @Override
  public void endOfRun() {
    runEnds = true;
  }

  /** Stops it. The waiting alerts may still be sent for this long, unless the receiver accepts nothing. */
  @Override
  public void close(long millis) {
    try {
      Backlog.Left<E> left = thread.stop(endpoint.problem().isEmpty() ? millis : 0);
      if (left.onDisk() > 0 && millis > 0) {
        LOG.info("{}: {} alerts wait in {} for the next start", output, left.onDisk(), storage.directory());
      }
      IOException failure = left.failure();
      if (failure != null) {
        LOG.warn("{}: {} could not be closed: {}", output, storage.directory(), Reason.of(failure));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      closeIds();
      receiver.close();
    }
  }

  private void closeIds() {
    try {
      ids.close(runEnds);
    } catch (IOException e) {
      LOG.warn("{}: {} could not be closed: {}", output, storage.directory(), Reason.of(e));
    }
  }
}
