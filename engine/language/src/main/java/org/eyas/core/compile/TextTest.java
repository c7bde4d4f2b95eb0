package org.eyas.core.compile;

import org.eyas.api.data.Bytes;

/** A test of one text that is there. Used by one thread; may hold scratch memory. */
interface TextTest {
  boolean test(Bytes value);
}
