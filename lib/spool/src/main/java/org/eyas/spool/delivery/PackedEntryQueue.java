package org.eyas.spool.delivery;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A queue of entries as bytes, in blocks that are reused, so that entries leave no garbage for the collector. An entry
 * consists of its length in four bytes and of its bytes; it may begin in one block and end in another. At most 4 MB of
 * free blocks stay allocated for the next time that many entries wait. Used under the lock of the owner.
 */
final class PackedEntryQueue {
  static final int BLOCK_BYTES = 64 << 10;
  static final int MOST_SPARE = 64;

  private final Deque<byte[]> blocks = new ArrayDeque<>();
  private final Deque<byte[]> spare = new ArrayDeque<>();
  private int begin; // of the oldest entry, in the first block
  private int end; // of the newest entry, in the last block
  private int size;
  private long bytes;

  void add(byte[] entry) {
    write(ByteBuffer.allocate(Integer.BYTES).putInt(entry.length).array());
    write(entry);
    size++;
    bytes += Integer.BYTES + entry.length;
  }

  private void write(byte[] source) {
    for (int done = 0; done < source.length;) {
      if (blocks.isEmpty() || end == BLOCK_BYTES) {
        blocks.add(spare.isEmpty() ? new byte[BLOCK_BYTES] : spare.pop());
        end = 0;
      }
      int part = Math.min(source.length - done, BLOCK_BYTES - end);
      System.arraycopy(source, done, blocks.getLast(), end, part);
      done += part;
      end += part;
    }
  }

  /** Removes the oldest entry and returns it. The caller ensures that there is one. */
  byte[] remove() {
    byte[] entry = read(ByteBuffer.wrap(read(Integer.BYTES)).getInt());
    size--;
    bytes -= Integer.BYTES + entry.length;
    return entry;
  }

  private byte[] read(int length) {
    byte[] target = new byte[length];
    for (int done = 0; done < length;) {
      int part = Math.min(length - done, BLOCK_BYTES - begin);
      System.arraycopy(blocks.getFirst(), begin, target, done, part);
      done += part;
      begin += part;
      if (begin == BLOCK_BYTES) {
        release(blocks.removeFirst());
        begin = 0;
      }
    }
    return target;
  }

  private void release(byte[] block) {
    if (spare.size() < MOST_SPARE) {
      spare.push(block);
    }
  }

  /** The bytes of all blocks, including blocks without entries. */
  long allocated() {
    return (long) BLOCK_BYTES * (blocks.size() + spare.size());
  }

  int size() {
    return size;
  }

  /** The bytes that the entries take. */
  long bytes() {
    return bytes;
  }
}
