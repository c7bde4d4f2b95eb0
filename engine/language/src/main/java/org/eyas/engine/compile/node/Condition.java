package org.eyas.engine.compile.node;

/**
 * An executable condition: a node of the tree, or a generated class.
 *
 * <p>It is compiled for one event source and used only by the thread of that source's event loop; nodes may have scratch
 * memory.
 */
public interface Condition {
  boolean test(Frame frame);
}
