package org.eyas.engine.rules;

/** A text of a document and its place. */
record Written(String text, Context context) {}
