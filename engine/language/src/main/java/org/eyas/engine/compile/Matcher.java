package org.eyas.engine.compile;

import org.eyas.engine.compile.node.Frame;

/** Evaluates the rules of an event's type: a tree of {@link Branch}es, or a class generated from one. */
public interface Matcher {
  void match(Frame frame, Hits hits);
}
