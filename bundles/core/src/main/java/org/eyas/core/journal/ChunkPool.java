package org.eyas.core.journal;

import java.lang.foreign.Arena;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The memory of one recording, outside of the heap: given out, taken back and used again, freed as a whole. While somebody
 * reads nothing is used again or freed.
 */
final class ChunkPool {
  private final Arena arena = Arena.ofShared();
  private final Deque<Chunk> free = new ArrayDeque<>();
  private final List<Chunk> readPerhaps = new ArrayList<>();
  private int readers;
  private boolean over;

  /** @throws OutOfMemoryError where the machine or -XX:MaxDirectMemorySize has no more */
  synchronized Chunk take() {
    Chunk used = free.poll();
    return used == null
        ? new Chunk(arena.allocate(Chunk.SIZE, 8).asByteBuffer().order(ByteOrder.LITTLE_ENDIAN))
        : used;
  }

  synchronized void give(List<Chunk> chunks) {
    if (readers > 0) {
      readPerhaps.addAll(chunks);
      return;
    }
    chunks.forEach(this::recycle);
  }

  private void recycle(Chunk chunk) {
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
    readPerhaps.forEach(this::recycle);
    readPerhaps.clear();
    if (over) {
      arena.close();
    }
  }

  /** Frees all of it, as soon as nobody reads. */
  synchronized void end() {
    over = true;
    if (readers == 0) {
      arena.close();
    }
  }
}
