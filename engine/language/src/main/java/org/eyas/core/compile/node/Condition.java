package org.eyas.core.compile.node;

/**
 * A condition that runs: a node of the tree, or a generated class.
 *
 * <p>Compiled for one event source and used by the one thread that owns its loop; nodes may hold scratch memory.
 */
public interface Condition {
  boolean test(Frame frame);
}
