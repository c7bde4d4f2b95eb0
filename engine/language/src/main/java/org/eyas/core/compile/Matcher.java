package org.eyas.core.compile;

/** Evaluates the rules of an event's type: a tree of {@link Branch}es, or a class generated from one. */
interface Matcher {
  void match(Frame frame, Hits hits);
}
