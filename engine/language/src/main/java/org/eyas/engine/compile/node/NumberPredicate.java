package org.eyas.engine.compile.node;

/** A test of one number, or of the raw bits of a double, that is present. */
public interface NumberPredicate {
  boolean test(long value);
}
