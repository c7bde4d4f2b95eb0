package org.eyas.scap;

import org.eyas.api.data.Text;
import org.eyas.api.process.Credentials;
import org.eyas.api.source.ProcessSnapshot;
import org.eyas.api.source.ProcessSnapshot.Ids;
import org.eyas.api.source.ProcessSnapshot.Program;
import org.eyas.api.source.ProcessSnapshot.Usage;
import org.eyas.api.source.StateSink;

/**
 * The block with the threads, in versions 1 to 9. Each version added fields in the middle. Version 9 gives every entry a length,
 * so that new fields can be added at its end.
 *
 * <pre>
 *  9+: length u32 of the entry, itself included
 *  tid, pid, ptid i64   6+: sid i64   8+: vpgid i64
 *  comm, exe text   7+: exepath text   args, cwd text
 *  fdlimit i64   flags, uid, gid u32
 *  2+: vmsize, vmrss, vmswap u32, major and minor faults u64   3+: env text
 *  4+: vtid, vpid i64, cgroups text   5+: root text
 *  9+: the tail, see {@link ProcessEntryTail}
 * </pre>
 */
final class ProcessList {
  private final BlockBodyReader body;
  private final int version;

  private ProcessList(BlockBodyReader body, int version) {
    this.body = body;
    this.version = version;
  }

  static void read(BlockBodyReader body, int version, StateSink into) throws DamagedCaptureException {
    while (body.has(4)) {
      BlockBodyReader entry = version >= 9 ? body.part(body.i32() - 4) : body;
      into.onProcess(new ProcessList(entry, version).entry());
    }
  }

  /** Writes a thread in version 9. */
  static void write(ProcessSnapshot from, BlockBuilder out) {
    Ids ids = from.ids();
    Program program = from.program();
    int entry = out.beginEntry();
    out.u64(ids.tid()).u64(ids.pid()).u64(ids.ptid()).u64(ids.sid()).u64(ids.vpgid());
    out.text(program.comm()).text(program.exe()).text(program.exepath()).text(program.args()).text(program.cwd());
    out.u64(from.usage().fdLimit()).u32(program.flags());
    out.u32(from.credentials().uid()).u32(from.credentials().gid());
    write(from.usage(), out);
    out.text(program.env()).u64(ids.vtid()).u64(ids.vpid()).text(program.cgroups()).text(program.root());
    ProcessEntryTail.write(from, out);
    out.endEntry(entry, 4);
  }

  private static void write(Usage usage, BlockBuilder out) {
    out.u32(usage.vmSizeKb()).u32(usage.vmRssKb()).u32(usage.vmSwapKb());
    out.u64(usage.majorFaults()).u64(usage.minorFaults());
  }

  private ProcessSnapshot entry() throws DamagedCaptureException {
    long tid = body.i64();
    long pid = body.i64();
    long ptid = body.i64();
    long sid = version >= 6 ? body.i64() : -1;
    long vpgid = version >= 8 ? body.i64() : -1;
    Text comm = body.text();
    Text exe = body.text();
    Text exepath = version >= 7 ? body.text() : Text.EMPTY;
    Text args = body.texts();
    Text cwd = body.text();
    long fdLimit = body.i64();
    int flags = body.i32();
    long uid = body.u32();
    long gid = body.u32();
    Memory memory = version >= 2 ? memory() : new Memory(0, 0, 0, 0, 0);
    Text env = version >= 3 ? body.texts() : Text.EMPTY;
    long vtid = version >= 4 ? body.i64() : -1;
    long vpid = version >= 4 ? body.i64() : -1;
    Text cgroups = version >= 4 ? body.text() : Text.EMPTY;
    Text root = version >= 5 ? body.text() : Text.EMPTY;
    ProcessEntryTail tail = version >= 9 ? ProcessEntryTail.read(body) : ProcessEntryTail.NONE;
    return new ProcessSnapshot(
        new Ids(tid, pid, ptid, sid, vpgid, vtid, vpid, tail.pgid()),
        new Program(comm, exe, exepath, args, env, cwd, root, cgroups, flags),
        new Credentials(uid, gid, tail.loginuid(), tail.permitted(), tail.effective(), tail.inheritable()),
        new Usage(fdLimit, memory.size, memory.resident, memory.swap, memory.major, memory.minor, tail.tty(), 0,
            tail.pidNamespaceStart()),
        tail.exe());
  }

  private record Memory(long size, long resident, long swap, long major, long minor) {}

  private Memory memory() throws DamagedCaptureException {
    return new Memory(body.u32(), body.u32(), body.u32(), body.i64(), body.i64());
  }
}
