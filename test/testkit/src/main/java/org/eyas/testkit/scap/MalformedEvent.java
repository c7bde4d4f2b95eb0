package org.eyas.testkit.scap;

/** Captures whose only event has a layout that no program writes: those with which Falco tests its reader, and others. */
public final class MalformedEvent {
  private static final int BLOCK = 0x216;
  private static final int LARGE_BLOCK = 0x221;
  private static final int GENERIC_E = 0;
  private static final int GENERIC_X = 1;
  private static final int OPEN_E = 2;
  private static final int HEADER = 26;

  /** The event is longer than its block. */
  public static final byte[] LENGTH_EXCEEDS_BLOCK = of(BLOCK, 5_832_704, OPEN_E, 524_288);

  /** The same in a block for large events. */
  public static final byte[] LARGE_LENGTH_EXCEEDS_BLOCK = unpadded(196_608, GENERIC_E, 2_490_368, new byte[0]);

  /** An event in an old layout that is longer than 65,536 bytes. */
  public static final byte[] LENGTH_EXCEEDS_LARGEST_EVENT =
      unpadded(65_600, GENERIC_E, 2, parameters(2 * 32_785, 32_785, 32_785));

  /** An event in an old layout of 65,536 bytes, to which the current layout adds parameters. */
  public static final byte[] CONVERSION_EXCEEDS_LARGEST_EVENT = unpadded(65_536, GENERIC_X, 1, parameters(65_508, 65_508));

  /** The lengths of the parameters do not fit into the event. */
  public static final byte[] PARAMS_EXCEED_LENGTH = of(BLOCK, HEADER, GENERIC_X, 257);

  /** A parameter does not fit into the event. */
  public static final byte[] PARAM_EXCEEDS_LENGTH = of(BLOCK, HEADER + 2, GENERIC_X, 1, 0xff, 0xff);

  private MalformedEvent() {}

  /** A capture with one event: the header says its length, its type and the number of its parameters, and other bytes follow. */
  public static byte[] of(int blockType, int length, int type, int params, int... payload) {
    return ScapFileBuilder.current().block(blockType, header(length, type, params).raw(payload)).bytes();
  }

  private static byte[] unpadded(int length, int type, int params, byte[] payload) {
    byte[] body = header(length, type, params).raw(payload).bytes();
    int total = body.length + 12;
    ScapFileBuilder.Body block = new ScapFileBuilder.Body().u32(LARGE_BLOCK).u32(total).raw(body).u32(total);
    return ScapFileBuilder.current().raw(block.bytes()).bytes();
  }

  private static ScapFileBuilder.Body header(int length, int type, int params) {
    return new ScapFileBuilder.Body().u16(0).u64(1).u64(0).u32(length).u16(type).u32(params);
  }

  private static byte[] parameters(int bytes, int... lengths) {
    ScapFileBuilder.Body body = new ScapFileBuilder.Body();
    for (int length : lengths) {
      body.u16(length);
    }
    return body.raw(new byte[bytes]).bytes();
  }
}
