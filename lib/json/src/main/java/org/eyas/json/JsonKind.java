package org.eyas.json;

/** What a value of JSON is. The name of a member of an object is a {@link #STRING} too. */
public enum JsonKind {
  OBJECT,
  ARRAY,
  STRING,
  NUMBER,
  TRUE,
  FALSE,
  NULL
}
