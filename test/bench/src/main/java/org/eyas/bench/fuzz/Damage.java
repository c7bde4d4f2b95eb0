package org.eyas.bench.fuzz;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.eyas.engine.schema.EventSchema;

/** The ways in which a capture is damaged; each changes a list of blocks in place. */
enum Damage {
  BITS(Damage::flipBits),
  FIELD_OF_HEADER(Damage::setHeader),
  BLOCK_LENGTH((blocks, random) -> one(blocks, random).putInt(4, (int) number(random))),
  LENGTHS_OF_PARAMETERS(Damage::setLengths),
  VALUE((blocks, random) -> change(blocks, random, Damage::setValue)),
  CUT((blocks, random) -> change(blocks, random, Damage::cut)),
  BYTES((blocks, random) -> change(blocks, random, Damage::replace)),
  LESS(
      (blocks, random) -> change(blocks, random, (params, r) -> params.subList(r.nextInt(params.size()), params.size()).clear())),
  MORE((blocks, random) -> change(blocks, random,
      (params, r) -> params.addAll(Collections.nCopies(1 + r.nextInt(40), bytes(r, 9))))),
  TYPE(Damage::setType),
  SWAP((blocks, random) -> Collections.swap(blocks, random.nextInt(blocks.size()), random.nextInt(blocks.size()))),
  REPEAT((blocks, random) -> blocks.add(random.nextInt(blocks.size()), blocks.get(random.nextInt(blocks.size())).clone())),
  LOSE((blocks, random) -> blocks.remove(random.nextInt(blocks.size()))),
  END(Damage::end);

  private static final Damage[] ALL = values();
  private static final long[] NUMBERS = {
      0, 1, -1, 2, 3, 4, 10, 16, 63, 64, 65, 127, 128, 255, 256, 1023, 1024, 4096, 0x7fff, 0x8000, 0xffff, 0x10000, 1 << 20,
      Integer.MAX_VALUE, Integer.MIN_VALUE, 0xffff_ffffL, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE, -2, -100, -115
  };

  private final BiConsumer<List<byte[]>, Random> how;

  Damage(BiConsumer<List<byte[]>, Random> how) {
    this.how = how;
  }

  /** Damages blocks in one way or several; at least one block is left. */
  static void any(List<byte[]> blocks, Random random) {
    for (int i = 1 + random.nextInt(12); i > 0; i--) {
      Damage damage = ALL[random.nextInt(ALL.length)];
      if (damage != LOSE || blocks.size() > 1) {
        damage.how.accept(blocks, random);
      }
      if (damage == END) {
        return;
      }
    }
  }

  private static long number(Random random) {
    return random.nextInt(4) == 0 ? random.nextLong() : NUMBERS[random.nextInt(NUMBERS.length)];
  }

  private static byte[] bytes(Random random, int most) {
    byte[] bytes = new byte[random.nextInt(most)];
    random.nextBytes(bytes);
    return bytes;
  }

  private static ByteBuffer one(List<byte[]> blocks, Random random) {
    return EventDraft.buffer(blocks.get(random.nextInt(blocks.size())));
  }

  private static void flipBits(List<byte[]> blocks, Random random) {
    byte[] block = blocks.get(random.nextInt(blocks.size()));
    for (int i = 1 + random.nextInt(8); i > 0; i--) {
      block[random.nextInt(block.length)] ^= (byte) (1 << random.nextInt(8));
    }
  }

  // Of a block of events: processor, time, thread, length, type, number of parameters.
  private static void setHeader(List<byte[]> blocks, Random random) {
    ByteBuffer block = one(blocks, random);
    int at = 8 + random.nextInt(32);
    if (block.limit() >= at + 8) {
      if (random.nextBoolean()) {
        block.putLong(at, number(random));
      } else {
        block.putShort(at, (short) number(random));
      }
    }
  }

  private static void setLengths(List<byte[]> blocks, Random random) {
    ByteBuffer block = one(blocks, random);
    int at = 36 + 2 * random.nextInt(16);
    if (block.limit() >= at + 2) {
      block.putShort(at, (short) number(random));
    }
  }

  private static void setType(List<byte[]> blocks, Random random) {
    ByteBuffer block = one(blocks, random);
    if (block.limit() >= 32) {
      block.putShort(30, (short) random.nextInt(EventSchema.current().size() + 2));
    }
  }

  private static void end(List<byte[]> blocks, Random random) {
    int last = random.nextInt(blocks.size());
    blocks.subList(last + 1, blocks.size()).clear();
    byte[] block = blocks.getLast();
    blocks.set(last, Arrays.copyOf(block, random.nextInt(block.length + 1)));
  }

  private static void change(List<byte[]> blocks, Random random, BiConsumer<List<byte[]>, Random> how) {
    int at = random.nextInt(blocks.size());
    EventDraft.of(blocks.get(at)).filter(draft -> !draft.params.isEmpty()).ifPresent(draft -> {
      how.accept(draft.params, random);
      blocks.set(at, draft.block());
    });
  }

  private static void setValue(List<byte[]> params, Random random) {
    int at = random.nextInt(params.size());
    byte[] wide = EventDraft.buffer(new byte[8]).putLong(0, number(random)).array();
    byte[] given = params.get(at).clone();
    System.arraycopy(wide, 0, given, 0, Math.min(8, given.length));
    params.set(at, random.nextInt(8) == 0 ? wide : given);
  }

  private static void cut(List<byte[]> params, Random random) {
    int at = random.nextInt(params.size());
    params.set(at, Arrays.copyOf(params.get(at), random.nextInt(params.get(at).length + 1)));
  }

  private static void replace(List<byte[]> params, Random random) {
    params.set(random.nextInt(params.size()), bytes(random, random.nextInt(20) == 0 ? 0x10000 : 48));
  }
}
