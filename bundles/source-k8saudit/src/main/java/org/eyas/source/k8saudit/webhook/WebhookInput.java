package org.eyas.source.k8saudit.webhook;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import org.eyas.api.failure.Reason;
import org.eyas.receiver.BatchServer;
import org.eyas.receiver.BatchStore;
import org.eyas.receiver.ReceivedBatch;
import org.eyas.source.k8saudit.input.AuditDocument;
import org.eyas.source.k8saudit.input.AuditInput;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The input of batches that API servers send. A document is a batch. A batch leaves the spool when its events were
 * evaluated. Any thread may read the figures.
 */
public final class WebhookInput implements AuditInput {
  private static final Logger LOG = LoggerFactory.getLogger(WebhookInput.class);
  private static final Duration WAIT = Duration.ofMillis(50);

  private final BatchStore store;
  private final BatchServer server;
  private final Consumer<String> health;
  private boolean closed;

  /** @param health gets the reason for which batches are refused at the moment, or an empty text */
  WebhookInput(BatchStore store, BatchServer server, Consumer<String> health) {
    this.store = store;
    this.server = server;
    this.health = health;
  }

  @Override
  public synchronized Found next(AuditDocument into, boolean waits) throws IOException {
    if (closed) {
      return Found.END;
    }
    ReceivedBatch batch = nextBatch(waits ? WAIT : Duration.ZERO);
    health.accept(store.problem());
    if (batch == null) {
      return Found.IDLE;
    }
    String from = batch.sender().isEmpty() ? "webhook" : "webhook, sender " + batch.sender();
    into.set(batch.bytes(), batch.offset(), batch.length(), from, 0);
    into.setCluster(batch.sender());
    return Found.DOCUMENT;
  }

  private @Nullable ReceivedBatch nextBatch(Duration limit) throws IOException {
    try {
      return store.next(limit);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the loop checks this and ends
      return null;
    }
  }

  // The whole event is compared, because a client can choose its auditID: it could hide a request after a harmless one.
  @Override
  public boolean isRepeated(byte[] bytes, int offset, int length) {
    return store.isRepeated(bytes, offset, length);
  }

  @Override
  public synchronized void commit() throws IOException {
    if (!closed) {
      store.commit();
    }
  }

  /** The port on which it listens. */
  int port() {
    return server.port();
  }

  /** The current figures, for metrics. */
  public WebhookFigures figures() {
    return new WebhookFigures(server.figures(), store.figures());
  }

  @Override
  public void close() {
    try {
      closeBoth();
    } catch (IOException e) {
      LOG.warn("the receiver of audit events is not closed: {}", Reason.of(e));
    }
    health.accept("");
  }

  private void closeBoth() throws IOException {
    try {
      server.close();
    } finally {
      closeStore();
    }
  }

  private synchronized void closeStore() throws IOException {
    closed = true;
    store.close();
  }
}
