package org.eyas.engine.compile.node;

/**
 * An executable condition: a node of the tree, or a generated class.
 *
 * <p>A condition is compiled for one event source. Only the thread of that source's event loop uses it, so nodes may
 * have scratch memory.
 */
public interface CompiledCondition {
  boolean test(EvaluationFrame frame);
}
