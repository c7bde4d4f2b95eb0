package org.eyas.engine.state;

/**
 * Whether the descriptors of opened files are kept in the tables. If no rule has a different answer for a file than for a descriptor
 * that is not in the table, they are not: an open then lasts only for its event, and removes what was under its number. So a source
 * may leave out opens and closes. Changed between two batches by the thread of the loop.
 */
final class OpenedFiles {
  boolean kept = true;
}
