package org.eyas.core.rules;

/** A text of a document and where it stands. */
record Written(String text, Context context) {}
