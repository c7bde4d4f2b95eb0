package org.eyas.output.http;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.random.RandomGenerator;
import org.eyas.api.alert.KeptAlerts;
import org.eyas.output.http.payload.Message;
import org.eyas.spool.Spool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes each alert to disk and sends it from there, in order, until the server has accepted it, also after a restart.
 *
 * <pre>
 *   send --> [ spool ] --> thread send-NAME: post, acknowledge
 * </pre>
 *
 * <p>An alert that the server rejects because of its content is given up, because it would block all later alerts for ever. If
 * the server rejects every alert (wrong address, wrong password), they wait until the setting is corrected.
 */
final class SpooledDelivery implements Sender {
  private static final Logger LOG = LoggerFactory.getLogger(SpooledDelivery.class);
  private static final int READ = 64;
  private static final long FIRST_MARK = 1_000;
  private static final long INTERRUPTED_MILLIS = 1_000;

  /**
   * Where alerts wait.
   *
   * @param bytes the maximum size
   * @param fsync whether written alerts survive a loss of power
   */
  record Storage(Path directory, long bytes, boolean fsync) {}

  private final Poster poster;
  private final RetryPolicy policy;
  private final Storage storage;
  private final String limitKey;
  private final Spool spool;
  private final Semaphore news = new Semaphore(0);
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final Thread thread;
  private final AtomicLong refused = new AtomicLong();
  private volatile String problem = "";
  private volatile boolean closing;
  private long mark = FIRST_MARK;
  private int rejectedWith;
  private String fault = "";

  /**
   * @param limitKey the key of the size limit, for the message that it is reached
   * @throws IOException if the directory cannot be used
   */
  SpooledDelivery(Poster poster, RetryPolicy policy, Storage storage, String limitKey) throws IOException {
    this.poster = poster;
    this.policy = policy;
    this.storage = storage;
    this.limitKey = limitKey;
    spool = Spool.open(storage.directory(), storage.bytes(), storage.fsync());
    logEarlierRun();
    thread = Thread.ofPlatform().daemon().name("send-" + poster.output()).start(this::run);
  }

  private void logEarlierRun() {
    if (spool.damaged() > 0) {
      LOG.error("{}: {} alerts in {} are damaged and lost", poster.output(), spool.damaged(), storage.directory());
    }
    if (spool.waiting() > 0) {
      LOG.info("{}: {} alerts of an earlier run are waiting in {}", poster.output(), spool.waiting(), storage.directory());
    }
  }

  @Override
  public void send(Message message) throws IOException {
    byte[] entry = (message.contentType() + "\n" + message.body()).getBytes(StandardCharsets.UTF_8);
    if (!spool.append(entry)) {
      throw new IOException(
          storage.directory() + " is full (" + limitKey + "): alerts for " + poster.target().forLog() + " are lost");
    }
    news.release();
    logBacklog(spool.waiting());
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

  private static Message message(byte[] entry) {
    String[] parts = new String(entry, StandardCharsets.UTF_8).split("\n", 2);
    return new Message(parts[0], parts.length == 2 ? parts[1] : "");
  }

  @Override
  public KeptAlerts kept() {
    return new KeptAlerts(spool.waiting(), refused.get(), problem);
  }

  private void run() {
    try {
      while (!closing || spool.waiting() > 0) {
        try {
          deliverSome();
        } catch (IOException | RuntimeException e) {
          logFailure(e);
          TimeUnit.MILLISECONDS.sleep(policy.longestMillis());
        }
      }
    } catch (InterruptedException e) {
      LOG.debug("{}: interrupted while sending", poster.output(), e);
    }
  }

  private void deliverSome() throws IOException, InterruptedException {
    List<byte[]> entries = spool.read(READ);
    if (entries.isEmpty()) {
      news.acquire();
      news.drainPermits();
    }
    for (byte[] entry : entries) {
      deliver(message(entry));
      spool.acknowledge(1);
    }
  }

  // An interrupt closes the file that is being read. When the output stops, this is not an error.
  private void logFailure(Exception failure) {
    if (!closing && !failure.toString().equals(fault)) {
      LOG.error("{}: alerts in {} cannot be sent", poster.output(), storage.directory(), failure);
    }
    fault = failure.toString();
  }

  // Returns when the alert need not be kept any more.
  private void deliver(Message message) throws InterruptedException {
    for (int tries = 1;; tries++) {
      Outcome outcome = poster.post(message);
      switch (outcome.kind()) {
        case ACCEPTED -> {
          answered();
          rejectedWith = 0;
          return;
        }
        case REJECTED -> {
          if (outcome.isAboutTheAlert()) {
            rejected(outcome);
            return;
          }
          rest(outcome, policy.restMillis(outcome));
        }
        case REFUSED -> rest(outcome, policy.restMillis(outcome));
        case FAILED, TIMED_OUT -> rest(outcome, Math.max(outcome.waitMillis(), policy.waitMillis(tries, random)));
      }
    }
  }

  private void rest(Outcome outcome, long millis) throws InterruptedException {
    if (problem.isEmpty()) {
      problem = poster.target().forLog() + " does not accept alerts: " + outcome.text();
      LOG.warn("{}: {}; they wait in {}", poster.output(), problem, storage.directory());
    }
    TimeUnit.MILLISECONDS.sleep(Math.min(millis, policy.restMillis(outcome)));
  }

  private void answered() {
    if (!problem.isEmpty()) {
      LOG.info(
          "{}: {} answers again; waiting alerts: {}", poster.output(), poster.target().forLog(), spool.waiting());
    }
    problem = "";
  }

  private void rejected(Outcome outcome) {
    answered();
    refused.incrementAndGet();
    if (rejectedWith != outcome.status()) {
      rejectedWith = outcome.status();
      LOG.error(
          "{}: {} rejects the alert: {}; it is given up", poster.output(), poster.target().forLog(), outcome.text());
    }
  }

  @Override
  public void close(long millis) {
    closing = true;
    news.release();
    try {
      thread.join(!problem.isEmpty() || millis == 0 ? 1 : millis);
      thread.interrupt();
      thread.join(INTERRUPTED_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (spool.waiting() > 0 && millis > 0) {
      LOG.info("{}: {} alerts wait in {} for the next start", poster.output(), spool.waiting(), storage.directory());
    }
    poster.close();
    try {
      spool.close();
    } catch (IOException e) {
      LOG.warn("{}: {} could not be closed", poster.output(), storage.directory(), e);
    }
  }
}
