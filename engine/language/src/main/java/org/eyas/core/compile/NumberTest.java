package org.eyas.core.compile;

/** A test of one number, or of the raw bits of a double, that is present. */
interface NumberTest {
  boolean test(long value);
}
