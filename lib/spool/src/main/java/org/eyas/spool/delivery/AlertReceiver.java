package org.eyas.spool.delivery;

/** What accepts the alerts of a {@link StoredDelivery}: a server, a broker. The delivery thread calls {@link #send},
 * which may wait. */
public interface AlertReceiver<E> {
  /** Its address for the log, without secrets. Any thread may call. */
  String address();

  /** Sends an alert. The same object comes again until it is accepted or refused. */
  Attempt send(E alert) throws InterruptedException;

  /** An alert as one line of JSON, for the file of the refused ones. */
  String json(E alert);

  /** Ends the connections. Called once, after the last {@link #send} returned or was interrupted. */
  void close();
}
