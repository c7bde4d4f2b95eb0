package org.eyas.scap;

import java.nio.charset.StandardCharsets;
import org.eyas.api.data.Text;
import org.eyas.api.source.HostInfo;

/**
 * The block that describes the machine.
 *
 * <pre>
 *  0      4         12         20                148          156
 *  +------+---------+----------+-----------------+------------+---------------
 *  | cpus | memory  | max pid  | hostname, zeros | boot ns    | flags, reserved
 *  +------+---------+----------+-----------------+------------+---------------
 *    u32    u64       u64        128 bytes         u64
 * </pre>
 *
 * @param bootNanos 0 in files of older programs
 */
record MachineBlock(String hostname, int cpus, long bootNanos) {
  static final MachineBlock NONE = new MachineBlock("", 0, 0);
  private static final int HOSTNAME = 128;

  /** Writes the block. Memory and maximum pid are not known and are written as 0. */
  static void write(HostInfo host, BlockBuilder out) {
    byte[] name = host.hostname().getBytes(StandardCharsets.UTF_8);
    Text closed = Text.copyOf(name, 0, Math.min(name.length, HOSTNAME - 1));
    out.u32(host.cpus()).u64(0).u64(0).fixed(closed, HOSTNAME).u64(host.bootNanos()).u64(0).u64(0).u64(0);
  }

  static MachineBlock read(BlockBodyReader body) throws DamagedCaptureException {
    int cpus = body.i32();
    body.skip(16);
    Text name = body.bytes(HOSTNAME);
    int zero = name.indexOf(0, 0);
    String hostname = Text.copyOf(name.toArray(), 0, zero < 0 ? HOSTNAME : zero).toString();
    return new MachineBlock(hostname, cpus, body.i64Or(0));
  }
}
