package org.eyas.engine.state.process;

/** Looks up threads on the machine that no event has created. */
public interface MissingThreadLookup {
  /** The lookup for a replay, which finds no thread. */
  MissingThreadLookup NONE = tid -> {};

  /** Looks up a thread, and adds it to the table if the machine has it. */
  void lookUp(long tid);
}
