package org.eyas.scap;

import org.eyas.api.process.Credentials;
import org.eyas.api.process.ExeFile;
import org.eyas.api.source.ProcessSnapshot;

/**
 * The fields that follow the root in an entry of version 9. An entry may end after any field.
 *
 * <pre>
 *  start of the pid namespace u64, tty u32          only from libs 0.10 on, which put them in front
 *  loginuid u32, exe writable u8
 *  capabilities inheritable, permitted, effective u64
 *  exe on the upper layer u8, inode, ctime, mtime u64, from memfd u8, on the lower layer u8, pgid i64
 * </pre>
 */
record ProcessEntryTail(
    long pidNamespaceStart,
    long tty,
    long loginuid,
    long inheritable,
    long permitted,
    long effective,
    long pgid,
    ExeFile exe) {
  /** The size of the tail that programs before libs 0.10 wrote: loginuid, writable, three capability sets. */
  private static final int SHORT_TAIL = 29;

  private static final long UNSET = 0xffff_ffffL;

  /** The tail of entries in older versions. */
  static final ProcessEntryTail NONE =
      new ProcessEntryTail(0, 0, UNSET, 0, 0, 0, -1, new ExeFile(0, 0, 0, false, false, false, false));

  /** Writes all fields. */
  static void write(ProcessSnapshot from, BlockBuilder out) {
    Credentials credentials = from.credentials();
    ExeFile exe = from.exeFile();
    out.u64(from.usage().pidNamespaceStartNanos()).u32(from.usage().tty());
    out.u32(credentials.loginuid()).flag(exe.writable());
    out.u64(credentials.capInheritable()).u64(credentials.capPermitted()).u64(credentials.capEffective());
    out.flag(exe.upperLayer()).u64(exe.inode()).u64(exe.ctimeNanos()).u64(exe.mtimeNanos());
    out.flag(exe.fromMemfd()).flag(exe.lowerLayer()).u64(from.ids().pgid());
  }

  static ProcessEntryTail read(BlockBodyReader body) throws DamagedCaptureException {
    boolean modern = body.remaining() > SHORT_TAIL;
    long pidNamespaceStart = modern ? body.i64Or(0) : 0;
    long tty = modern ? body.u32Or(0) : 0;
    long loginuid = body.u32Or(UNSET);
    boolean writable = body.flagOrFalse();
    long inheritable = body.i64Or(0);
    long permitted = body.i64Or(0);
    long effective = body.i64Or(0);
    boolean upper = body.flagOrFalse();
    long inode = body.i64Or(0);
    long ctime = body.i64Or(0);
    long mtime = body.i64Or(0);
    boolean memfd = body.flagOrFalse();
    boolean lower = body.flagOrFalse();
    long pgid = body.i64Or(-1);
    ExeFile exe = new ExeFile(inode, ctime, mtime, writable, upper, lower, memfd);
    return new ProcessEntryTail(pidNamespaceStart, tty, loginuid, inheritable, permitted, effective, pgid, exe);
  }
}
