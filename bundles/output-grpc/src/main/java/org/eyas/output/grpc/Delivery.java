package org.eyas.output.grpc;

/** Who gets an alert. */
enum Delivery {
  /** Every client that has subscribed. */
  BROADCAST,
  /** One of the clients, whichever is ready: as Falco does. */
  SHARED
}
