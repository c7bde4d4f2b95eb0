package org.eyas.core.compile.node;

/** A test of one number that is there, or of the raw bits of a double. */
public interface NumberTest {
  boolean test(long value);
}
