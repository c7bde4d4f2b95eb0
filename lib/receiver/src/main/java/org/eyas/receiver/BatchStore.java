package org.eyas.receiver;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The store in which batches wait between the server and the consumer, in the order in which they were added. The
 * server's threads add; one thread of the consumer calls {@link #next}, {@link #isRepeated} and {@link #commit}, in
 * this order for each batch. Any thread may read the figures.
 */
public interface BatchStore extends Closeable {
  /**
   * Keeps a batch, whole or not at all. Returns when the sender can be answered.
   *
   * @param entry the batch as {@link ReceivedBatch} draws it; it belongs to the store from then on
   * @return false if there is no room at the moment
   * @throws IOException if it cannot be kept for another reason
   */
  boolean add(byte[] entry) throws IOException, InterruptedException;

  /**
   * Takes the oldest batch. Waits for one.
   *
   * @return null if none came in about this time
   * @throws IllegalStateException if the previous batch was not committed
   */
  @Nullable
  ReceivedBatch next(Duration limit) throws IOException, InterruptedException;

  /**
   * Whether an event of the batch was seen before, in this batch or one that was received up to two minutes earlier. Call it
   * once for each event: it remembers the event.
   *
   * @param identity contains what makes the event unique at {@code offset}, {@code length} bytes; it is not kept
   */
  boolean isRepeated(byte[] identity, int offset, int length);

  /**
   * Removes the batch that {@link #next} returned, because the consumer needs it no more.
   *
   * @throws IOException if that cannot be written: the next process may take the batch again
   */
  void commit() throws IOException;

  /** Why the store keeps nothing at the moment, for health; empty if it keeps batches. Does not wait. */
  String problem();

  /** The batches that wait, and what became of others. May wait for the disk. */
  StoreFigures figures();
}
