package org.eyas.engine.compile.text;

import org.eyas.api.data.Bytes;

/** A test of one text that is present. Used by one thread; may have scratch memory. */
public interface TextPredicate {
  boolean test(Bytes value);
}
