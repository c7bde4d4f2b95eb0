package org.eyas.source.k8saudit;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;
import org.eyas.api.failure.Reason;
import org.eyas.api.source.Capture;
import org.eyas.api.source.CaptureStats;
import org.eyas.api.source.EventSink;
import org.eyas.api.source.SourceException;
import org.eyas.source.k8saudit.input.AuditDocument;
import org.eyas.source.k8saudit.input.AuditInput;
import org.eyas.source.k8saudit.session.ExecReports;

/** Passes the events of an input to the engine, document by document. */
final class AuditCapture implements Capture {
  private final AuditInput input;
  private final AuditDocument document = new AuditDocument();
  private final DocumentEvents events;
  private final AuditRefusals refusals;
  private final AtomicLong count = new AtomicLong();
  private boolean unfinished;

  AuditCapture(AuditInput input, int maxEventBytes, AuditRefusals refusals, ExecReports execs) {
    this.input = input;
    this.refusals = refusals;
    events = new DocumentEvents(input, maxEventBytes, refusals, execs);
  }

  @Override
  public int poll(EventSink sink, int limit) throws SourceException {
    try {
      return read(sink, limit);
    } catch (IOException e) {
      throw new SourceException("audit events cannot be read: " + Reason.of(e), "check the input and its disk", e);
    }
  }

  // Documents count as events: a sender of documents without new events must not keep the loop from its other work.
  private int read(EventSink sink, int limit) throws SourceException, IOException {
    int sent = send(sink, limit);
    for (int documents = 0; sent < limit && documents < limit; documents++) {
      switch (input.next(document, sent == 0)) {
        case DOCUMENT -> {
          unfinished = true;
          events.begin(document);
          sent += send(sink, limit - sent);
        }
        case IDLE -> {
          return sent;
        }
        case END -> {
          return sent == 0 ? END : sent;
        }
      }
    }
    return sent;
  }

  // The engine has evaluated an event when the sink returns.
  private int send(EventSink sink, int limit) throws IOException {
    int sent = events.send(sink, limit);
    count.addAndGet(sent);
    if (unfinished && !events.hasNext()) {
      unfinished = false;
      input.commit();
    }
    return sent;
  }

  @Override
  public CaptureStats stats() {
    return new CaptureStats(count.get(), refusals.count());
  }

  @Override
  public void close() {
    input.close();
  }
}
