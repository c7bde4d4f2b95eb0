package org.eyas.output.grpc;

import org.eyas.grpc.outputs.response;

/** An alert that is kept for clients. The same object is in all queues. */
final class QueuedAlert {
  private final response message;
  private volatile boolean sent;

  QueuedAlert(response message) {
    this.message = message;
  }

  response message() {
    return message;
  }

  /** Whether the alert was sent to any client. */
  boolean wasSent() {
    return sent;
  }

  void markSent() {
    sent = true;
  }
}
