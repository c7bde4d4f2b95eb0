package org.eyas.spool.delivery;

import java.io.IOException;
import java.nio.file.Path;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.KeptAlerts;
import org.eyas.api.failure.Reason;
import org.eyas.common.ExponentialBackoff;
import org.eyas.spool.FlushMode;
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

  /**
   * The storage in which alerts wait.
   *
   * @param bytes the maximum size
   * @param fsync whether written alerts survive a loss of power
   * @param limitKey the key of the maximum size, for the message that it is reached
   */
  public record Storage(Path directory, long bytes, boolean fsync, String limitKey) {}

  private final String output;
  private final Storage storage;
  private final AlertReceiver<E> receiver;
  private final DeliveryBacklog<E> backlog;
  private final LoggingRecipient<E> endpoint;
  private final DeliveryThread<E> thread;
  private final Spool spool;
  private final EarlierAlerts earlier;
  private final BacklogLogger log;
  private volatile boolean runEnds;

  /**
   * Opens the disk and begins to send. If that fails, the receiver is not closed.
   *
   * @param output the name of the output, for the log and the thread
   * @param pause the pauses while the receiver accepts nothing
   * @throws IOException if the directory cannot be used
   */
  public StoredDelivery(
      String output, Storage storage, EntryFormat<E> format, AlertReceiver<E> receiver, ExponentialBackoff pause)
      throws IOException {
    this.output = output;
    this.storage = storage;
    this.receiver = receiver;
    spool = Spool.open(storage.directory(), storage.bytes(), FlushMode.of(storage.fsync()), "alerts", format::isNewer);
    earlier = earlier(output, spool, storage);
    log = new BacklogLogger(output, storage.directory());
    log.logEarlierRun(spool);
    backlog = new DeliveryBacklog<>(format);
    backlog.configure(0, false, spool);
    endpoint = new LoggingRecipient<>(output, storage.directory(), receiver, backlog::waiting);
    thread = new DeliveryThread<>("send-" + output, backlog, endpoint, pause);
  }

  private static EarlierAlerts earlier(String output, Spool spool, Storage storage) throws IOException {
    try {
      return new EarlierAlerts(output, storage.directory(), spool.end());
    } catch (IOException e) {
      spool.close();
      throw e;
    }
  }

  /**
   * Stores an alert, unless a run that was killed has stored it.
   *
   * @throws IOException if the disk is full, or does not work
   */
  @Override
  public void send(Alert alert, E entry, boolean endOfBatch) throws IOException {
    if (!earlier.isRepeated(alert)) {
      earlier.note(alert, spool.end());
      store(entry);
    }
  }

  private void store(E entry) throws IOException {
    if (!backlog.addIfRoom(entry)) {
      throw new IOException(
          storage.directory() + " is full (" + storage.limitKey() + "): alerts for " + receiver.address() + " are lost");
    }
    log.logWaiting(backlog.waiting());
  }

  @Override
  public KeptAlerts kept() {
    return new KeptAlerts(backlog.waiting(), endpoint.refused(), endpoint.problem(), earlier.repeated());
  }

  @Override
  public boolean isDurable() {
    return true;
  }

  @Override
  public void endOfRun() {
    runEnds = true;
  }

  /** Stops the delivery. Waiting alerts may still be sent for the given time, unless the receiver accepts no alerts. */
  @Override
  public void close(long millis) {
    try {
      DeliveryBacklog.Left<E> left = thread.stop(endpoint.problem().isEmpty() ? millis : 0);
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
      earlier.close(runEnds);
      receiver.close();
    }
  }
}
