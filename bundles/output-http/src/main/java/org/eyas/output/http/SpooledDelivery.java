package org.eyas.output.http;

import java.io.IOException;
import java.nio.file.Path;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.AlertId;
import org.eyas.api.alert.KeptAlerts;
import org.eyas.api.failure.Reason;
import org.eyas.output.http.payload.Message;
import org.eyas.spool.Spool;
import org.eyas.spool.delivery.Backlog;
import org.eyas.spool.delivery.DeliveryThread;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each alert to disk and sends it from there, in order, until the server has accepted it, also after a restart.
 *
 * <pre>
 *   send --> [ spool ] --> thread send-NAME: post, acknowledge
 * </pre>
 */
final class SpooledDelivery implements Sender {
  private static final Logger LOG = LoggerFactory.getLogger(SpooledDelivery.class);
  private static final long FIRST_MARK = 1_000;

  /**
   * Where alerts wait.
   *
   * @param bytes the maximum size
   * @param fsync whether written alerts survive a loss of power
   */
  record Storage(Path directory, long bytes, boolean fsync) {}

  private final Poster poster;
  private final Storage storage;
  private final String limitKey;
  private final Backlog<Message> backlog;
  private final Endpoint endpoint;
  private final DeliveryThread<Message> thread;
  private final Spool spool;
  private final StoredIds ids;
  private long repeated;
  private boolean unwritten;
  private long mark = FIRST_MARK;

  /**
   * @param limitKey the key of the size limit, for the message that it is reached
   * @throws IOException if the directory cannot be used
   */
  SpooledDelivery(Poster poster, RetryPolicy policy, Storage storage, String limitKey) throws IOException {
    this.poster = poster;
    this.storage = storage;
    this.limitKey = limitKey;
    spool = Spool.open(storage.directory(), storage.bytes(), storage.fsync());
    ids = ids(spool, storage);
    logEarlierRun(spool);
    backlog = new Backlog<>(new MessageFormat());
    backlog.become(0, false, spool);
    endpoint = new Endpoint(poster, policy, storage.directory(), backlog::waiting);
    thread = new DeliveryThread<>("send-" + poster.output(), backlog, endpoint, policy.pause());
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
      LOG.error("{}: {} alerts in {} are damaged and lost", poster.output(), spool.damaged(), storage.directory());
    }
    if (spool.waiting() > 0) {
      LOG.info("{}: {} alerts of an earlier run are waiting in {}", poster.output(), spool.waiting(), storage.directory());
    }
  }

  @Override
  public boolean isStored(Alert alert) {
    String id = AlertId.of(alert);
    if (ids.isKnown(id)) {
      if (repeated++ == 0) {
        LOG.info("{}: alerts of an earlier run come again, and are not sent twice", poster.output());
      }
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
          "{}: ids of alerts cannot be written to {}: {}; alerts may be sent twice after a kill", poster.output(),
          storage.directory(), Reason.of(failure));
    }
    unwritten = true;
  }

  @Override
  public void send(Message message) throws IOException {
    if (!backlog.addIfRoom(message)) {
      throw new IOException(
          storage.directory() + " is full (" + limitKey + "): alerts for " + poster.target().forLog() + " are lost");
    }
    logBacklog(backlog.waiting());
  }

  private void logBacklog(long waiting) {
    if (waiting < FIRST_MARK / 10) {
      mark = FIRST_MARK;
    }
    if (waiting >= mark) {
      LOG.warn("{}: {} alerts are waiting in {}", poster.output(), waiting, storage.directory());
      mark *= 10;
    }
  }

  @Override
  public KeptAlerts kept() {
    return new KeptAlerts(backlog.waiting(), endpoint.refused(), endpoint.problem());
  }

  // A server that accepts nothing is not waited for.
  @Override
  public void close(long millis) {
    try {
      Backlog.Left<Message> left = thread.stop(endpoint.problem().isEmpty() ? millis : 0);
      if (left.onDisk() > 0 && millis > 0) {
        LOG.info("{}: {} alerts wait in {} for the next start", poster.output(), left.onDisk(), storage.directory());
      }
      IOException failure = left.failure();
      if (failure != null) {
        LOG.warn("{}: {} could not be closed: {}", poster.output(), storage.directory(), Reason.of(failure));
      }
      ids.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      LOG.warn("{}: {} could not be closed: {}", poster.output(), storage.directory(), Reason.of(e));
    }
    poster.close();
  }
}
