package org.eyas.respond.wire;

/** A request that the engine can send to the response guard. The order is part of the protocol. */
public enum ActionKind {
  /** Names the engine's process, so that it is never acted on. The first message of a connection. */
  HELLO,
  /** Stops all threads of a process, until the lease ends. */
  FREEZE,
  /** Lets a frozen process continue. */
  THAW,
  /** Ends a process with SIGKILL. */
  KILL,
  /** Thaws everything, and refuses each action until {@link #ON}. */
  OFF,
  /** Ends {@link #OFF}. */
  ON
}
