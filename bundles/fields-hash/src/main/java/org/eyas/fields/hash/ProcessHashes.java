package org.eyas.fields.hash;

import org.eyas.api.data.Bytes;
import org.eyas.api.data.Text;
import org.eyas.api.event.Event;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.ExeFile;
import org.eyas.api.process.FdInfo;
import org.eyas.api.process.FdType;
import org.eyas.api.process.ProcessInfo;
import org.eyas.common.ScriptFinder;
import org.jspecify.annotations.Nullable;

/**
 * The hashes of the files of one process, attached to it. The loop's thread makes all calls. Nothing is computed before a reader
 * asks. An event that waits for a hash asks again later, when the process may run another program, so the requests of its last two
 * programs are kept.
 */
final class ProcessHashes {
  static final AttachmentKey<ProcessHashes> KEY = new AttachmentKey<>("hashes", ProcessHashes.class);

  private static final int MOST_FILES = 64;

  private final Attachments out;
  private final long pid;
  private final ExeFile exe;
  private @Nullable ProcessHashes before;
  private @Nullable ProgramRequest program;
  private @Nullable ScriptRequest script;
  private @Nullable OpenFileRequest files;
  private int fileCount;

  private ProcessHashes(Attachments out, ProcessInfo process) {
    this.out = out;
    pid = process.pid();
    exe = process.exeFile();
  }

  /** Attaches the hashes of a process that appeared, executed a program or moved to other cgroups. */
  static void attach(ProcessInfo process, Attachments out) {
    ProcessHashes old = process.attachment(KEY) instanceof ProcessHashes known ? known : null;
    boolean isOwn = old != null && old.pid == process.pid();
    if (old != null && isOwn && old.exe.equals(process.exeFile())) {
      return;
    }
    ProcessHashes next = new ProcessHashes(out, process);
    if (old != null && isOwn) {
      next.before = old;
      if (old.before != null) {
        old.before.before = null;
      }
    } else if (old != null && old.exe.equals(next.exe) && old.isProgramKnown()) {
      next.program = old.program; // the parent runs the same program
    }
    out.put(KEY, next);
  }

  private boolean isProgramKnown() {
    FileHash known = program == null ? null : program.answer();
    return known != null && known.isPresent();
  }

  /** The hashes of the program that a process ran at an event; null if they are not kept. */
  private @Nullable ProcessHashes at(ProcessInfo process) {
    ProcessHashes found = this;
    while (found != null && !found.exe.equals(process.exeFile())) {
      found = found.before;
    }
    return found;
  }

  /** The hash of the executable; null while it is pending. */
  @Nullable
  FileHash program(Event event, FileHasher hasher) {
    ProcessInfo process = event.process();
    ProcessHashes then = at(process);
    if (then == null) {
      return FileHash.NONE;
    }
    ProgramRequest asked = then.program;
    if (asked == null) {
      asked = new ProgramRequest(out, process);
      then.program = asked;
      hasher.request(asked);
    }
    return asked.answer();
  }

  /** The hash of the script that an interpreter runs; null while it is pending. */
  @Nullable
  FileHash script(Event event, FileHasher hasher, ScriptFinder scripts) {
    ProcessInfo process = event.process();
    ProcessHashes then = at(process);
    if (then == null) {
      return FileHash.NONE;
    }
    Bytes args = process.program().rawArgs();
    ScriptRequest asked = then.script;
    if (asked == null || !asked.rawArgs.contentEquals(args)) {
      Text kept = args.toText();
      String path = scripts.script(process.program().exepath().toString(), process.program().exe().toString(), kept.toString());
      asked = new ScriptRequest(out, process, kept, path);
      then.script = asked;
      if (path.isEmpty()) {
        asked.answer(FileHash.NONE);
      } else {
        hasher.request(asked);
      }
    }
    return asked.answer();
  }

  /** The hash of the file of the event's descriptor; null while it is pending. */
  @Nullable
  FileHash file(Event event, FileHasher hasher) {
    FdInfo fd = event.fd();
    if (!fd.known() || fd.type() != FdType.FILE && fd.type() != FdType.MEMFD) {
      return FileHash.NONE;
    }
    for (OpenFileRequest asked = files; asked != null; asked = asked.before) {
      if (asked.sequence == event.sequence()) {
        return asked.answer();
      }
    }
    OpenFileRequest next = new OpenFileRequest(out, event.process(), fd, event.sequence());
    if (fileCount < MOST_FILES) {
      next.before = files;
      fileCount++;
    } else {
      fileCount = 1; // an event that still waits for an older one asks again
    }
    files = next;
    hasher.request(next);
    return next.answer();
  }
}
