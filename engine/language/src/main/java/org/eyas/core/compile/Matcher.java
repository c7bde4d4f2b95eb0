package org.eyas.core.compile;

import org.eyas.core.compile.node.Frame;

/** Holds an event against the rules of its type: a tree of {@link Branch}es, or a class generated from one. */
public interface Matcher {
  void match(Frame frame, Hits hits);
}
