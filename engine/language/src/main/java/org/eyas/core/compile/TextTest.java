package org.eyas.core.compile;

import org.eyas.api.data.Bytes;

/** A test of one text that is present. Used by one thread; may have scratch memory. */
interface TextTest {
  boolean test(Bytes value);
}
