package org.eyas.output.grpc;

/** The clients that receive an alert. */
enum DeliveryMode {
  /** All clients that have subscribed. */
  BROADCAST,
  /** One of the clients, whichever is ready, as in Falco. */
  SHARED
}
