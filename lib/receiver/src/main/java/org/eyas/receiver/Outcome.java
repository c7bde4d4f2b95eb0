package org.eyas.receiver;

/** The result of a request or a connection. */
public enum Outcome {
  /** The batch was kept. */
  KEPT,

  /** The store had no room, or could not write; the sender was asked to send again later. */
  FULL,

  /** There was no memory to receive the batch; the sender was asked to send it again. */
  BUSY,

  /** The token was missing or wrong. */
  UNAUTHORIZED,

  /** The path or method was wrong, or the receiver does not accept such a request or body. */
  INVALID,

  /** The body was larger than the limit. */
  TOO_LARGE,

  /** The client was too slow, and its connection was closed. */
  SLOW,

  /** The connection was refused, because there were too many. */
  TURNED_AWAY
}
