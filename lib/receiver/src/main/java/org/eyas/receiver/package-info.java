/**
 * Receives batches of JSON over HTTP, and keeps each on disk before it answers. A source of events embeds it: it opens a
 * {@link org.eyas.receiver.BatchStore}, starts a {@link org.eyas.receiver.BatchServer} that fills the store, and takes the
 * batches from the store.
 */
@NullMarked
package org.eyas.receiver;

import org.jspecify.annotations.NullMarked;
