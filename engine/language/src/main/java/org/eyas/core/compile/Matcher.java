package org.eyas.core.compile;

/** Holds an event against the rules of its type: a tree of {@link Branch}es, or a class generated from one. */
interface Matcher {
  void match(Frame frame, Hits hits);
}
