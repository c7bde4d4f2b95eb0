package org.eyas.core.compile;

import org.eyas.core.compile.node.Frame;

/** Evaluates the rules of an event's type: a tree of {@link Branch}es, or a class generated from one. */
public interface Matcher {
  void match(Frame frame, Hits hits);
}
