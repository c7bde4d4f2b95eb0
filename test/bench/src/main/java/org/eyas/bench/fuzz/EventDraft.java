package org.eyas.bench.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eyas.engine.schema.EventSchema;
import org.eyas.scap.BlockType;

/**
 * The parts of the event of a block, which can be changed and assembled again with correct lengths, so that only values are
 * wrong.
 */
final class EventDraft {
  private static final int BLOCK_HEADER = 8;
  private static final int EVENT_HEADER = 26;
  private static final int TRAILER = 4;

  private final byte[] head;
  private final boolean large;
  final List<byte[]> params = new ArrayList<>();

  private EventDraft(byte[] head, boolean large) {
    this.head = head;
    this.large = large;
  }

  /** Empty if the block contains no event of the current layout, or a damaged one. */
  static Optional<EventDraft> of(byte[] block) {
    ByteBuffer in = buffer(block);
    BlockType type = block.length < BLOCK_HEADER ? BlockType.UNKNOWN : BlockType.of(in.getInt(0));
    int at = eventIn(type);
    if (at < 0 || block.length < at + EVENT_HEADER + TRAILER) {
      return Optional.empty();
    }
    int code = in.getShort(at + 20) & 0xffff;
    boolean large = code < EventSchema.current().size() && EventSchema.current().type(code).largePayload();
    EventDraft draft = new EventDraft(java.util.Arrays.copyOf(block, at + EVENT_HEADER), large);
    return draft.read(in, block) ? Optional.of(draft) : Optional.empty();
  }

  /** The beginning of the event in a block; -1 if it has none of the current layout. */
  static int eventIn(BlockType type) {
    return switch (type) {
      case EVENT_2, EVENT_2_LARGE -> BLOCK_HEADER + 2;
      case FLAGGED_EVENT_2, FLAGGED_EVENT_2_LARGE -> BLOCK_HEADER + 6;
      default -> -1;
    };
  }

  private boolean read(ByteBuffer in, byte[] block) {
    int count = in.getInt(head.length - 4);
    int width = large ? 4 : 2;
    int end = block.length - TRAILER;
    if (count < 0 || count > (end - head.length) / width) {
      return false;
    }
    int at = head.length + count * width;
    for (int i = 0; i < count; i++) {
      int size = large ? in.getInt(head.length + 4 * i) : in.getShort(head.length + 2 * i) & 0xffff;
      if (size < 0 || size > end - at) {
        return false;
      }
      params.add(java.util.Arrays.copyOfRange(block, at, at + size));
      at += size;
    }
    return true;
  }

  /** The block of the changed event. */
  byte[] block() {
    int size = params.stream().mapToInt(param -> param.length).sum() + params.size() * (large ? 4 : 2);
    int total = (head.length + size + 3 & ~3) + TRAILER;
    int event = head.length - EVENT_HEADER;
    ByteBuffer out = buffer(new byte[total]).put(head).putInt(4, total).putInt(event + 16, EVENT_HEADER + size);
    out.putInt(event + 22, params.size());
    for (byte[] param : params) {
      if (large) {
        out.putInt(param.length);
      } else {
        out.putShort((short) param.length);
      }
    }
    params.forEach(out::put);
    return out.putInt(total - TRAILER, total).array();
  }

  static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
