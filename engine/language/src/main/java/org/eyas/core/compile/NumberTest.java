package org.eyas.core.compile;

/** A test of one number that is there, or of the raw bits of a double. */
interface NumberTest {
  boolean test(long value);
}
