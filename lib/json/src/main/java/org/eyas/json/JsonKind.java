package org.eyas.json;

/** The kind of a JSON value. The name of a member of an object is a {@link #STRING} too. */
public enum JsonKind {
  OBJECT,
  ARRAY,
  STRING,
  NUMBER,
  TRUE,
  FALSE,
  NULL
}
