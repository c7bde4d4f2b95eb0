package org.eyas.fields.hash;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.eyas.api.data.Text;
import org.eyas.api.event.EventType;
import org.eyas.api.field.FieldReader;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.ExeFile;
import org.eyas.testkit.ConditionWait;
import org.eyas.testkit.FakeEvent;
import org.eyas.testkit.FakeProcess;

/** What tests of hashes share: the expected hash, processes of this machine as the engine sees them, and values that come later. */
final class HashedFiles {
  static final Path PROC = Path.of("/proc");

  private HashedFiles() {}

  static String sha256(Path file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** A process of this machine, which the enricher has seen. */
  static FakeProcess process(long pid, Path program, String... args) {
    FakeProcess process = FakeProcess.of(pid, program.getFileName().toString());
    process.ids.ptid = ProcessHandle.current().pid();
    process.program.exepath = Text.of(program.toString());
    process.program.rawArgs = Text.of(args.length == 0 ? "" : String.join("\0", args) + "\0");
    process.exeFile = exeFile(program, false);
    enrich(process);
    return process;
  }

  static void enrich(FakeProcess process) {
    new HashEnricher().onProcess(process, into(process));
  }

  static ExeFile exeFile(Path program, boolean memfd) {
    try {
      Map<String, Object> stat = Files.readAttributes(program, "unix:ino,ctime,lastModifiedTime");
      return new ExeFile((Long) stat.get("ino"), nanos(stat.get("ctime")), nanos(stat.get("lastModifiedTime")), false, false,
          false, memfd);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long nanos(Object time) {
    return ((FileTime) time).to(TimeUnit.NANOSECONDS);
  }

  private static Attachments into(FakeProcess process) {
    return new Attachments() {
      @Override
      public <T> void put(AttachmentKey<T> key, T value) {
        synchronized (process) {
          process.attachments.put(key, value);
        }
      }
    };
  }

  static FakeEvent event(FakeProcess process) {
    EventType type =
        new EventType(1, "TEST_X", "test", EventType.Direction.EXIT, "file", Set.of("syscall"), Set.of(), List.of());
    FakeEvent event = FakeEvent.of(type);
    event.threadId = process.tid;
    event.process = process;
    return event;
  }

  /** The value of a field once it is no longer pending; empty if it is absent. */
  static String value(HashFields fields, String name, FakeEvent event) {
    FieldReader.OfBytes reader =
        (FieldReader.OfBytes) fields.reader(
            fields.classes().getFirst().fields().stream().filter(field -> field.name().equals(name)).findFirst().orElseThrow(),
            null);
    ConditionWait.until(() -> reader.read(event) != Text.PENDING);
    return reader.read(event).toString();
  }
}
