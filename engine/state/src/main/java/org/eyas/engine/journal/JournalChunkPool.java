package org.eyas.engine.journal;

import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The off-heap memory of one recording. The pool lends chunks, takes them back and reuses them. It frees all chunks
 * together. While a reader exists, the pool neither reuses nor frees a chunk.
 */
final class JournalChunkPool {
  final Arena arena;
  private final Deque<JournalChunk> free = new ArrayDeque<>();
  private final List<JournalChunk> maybeRead = new ArrayList<>();
  private int readers;
  private boolean over;

  JournalChunkPool() {
    this(Arena.ofShared(), List.of());
  }

  /** A pool that takes over the memory of another one. */
  JournalChunkPool(Arena arena, List<ByteBuffer> spare) {
    this.arena = arena;
    spare.forEach(memory -> free.add(new JournalChunk(memory)));
  }

  /** @throws OutOfMemoryError if the machine or -XX:MaxDirectMemorySize has no memory left */
  synchronized JournalChunk acquire() {
    JournalChunk used = free.poll();
    return used == null
        ? new JournalChunk(arena.allocate(JournalChunk.SIZE, 8).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN))
        : used;
  }

  synchronized void giveBack(List<JournalChunk> chunks) {
    if (readers > 0) {
      maybeRead.addAll(chunks);
      return;
    }
    chunks.forEach(this::recycle);
  }

  private void recycle(JournalChunk chunk) {
    chunk.clear();
    free.add(chunk);
  }

  synchronized void enter() {
    readers++;
  }

  synchronized void leave() {
    readers--;
    if (readers > 0) {
      return;
    }
    notifyAll();
    maybeRead.forEach(this::recycle);
    maybeRead.clear();
    if (over) {
      arena.close();
    }
  }

  /** Waits until there are no readers, but at most the given time. Returns whether there are none. */
  synchronized boolean awaitReaders(long millis) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
    for (long left = millis; readers > 0 && left > 0; left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
      wait(left);
    }
    return readers == 0;
  }

  /** The chunks that are not in use. */
  synchronized List<ByteBuffer> spare() {
    return free.stream().map(chunk -> chunk.memory).toList();
  }

  /** Frees all memory as soon as there are no readers. */
  synchronized void end() {
    over = true;
    if (readers == 0) {
      arena.close();
    }
  }
}
