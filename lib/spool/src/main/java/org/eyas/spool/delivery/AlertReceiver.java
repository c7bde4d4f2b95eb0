package org.eyas.spool.delivery;

/**
 * Sends the alerts of a {@link StoredDelivery} to a server or a broker. The delivery thread calls {@link #send}, which
 * may wait.
 */
public interface AlertReceiver<E> {
  /** The address of the receiver for the log, without secrets. Any thread may call. */
  String address();

  /** Sends an alert. The caller passes the same object again until it is accepted or refused. */
  SendAttempt send(E alert) throws InterruptedException;

  /** An alert as one line of JSON, for the file of refused alerts. */
  String json(E alert);

  /** Ends the connections. Called once, after the last {@link #send} returned or was interrupted. */
  void close();
}
