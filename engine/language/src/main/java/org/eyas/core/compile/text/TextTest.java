package org.eyas.core.compile.text;

import org.eyas.api.data.Bytes;

/** A test of one text that is there. Used by one thread; may hold scratch memory. */
public interface TextTest {
  boolean test(Bytes value);
}
