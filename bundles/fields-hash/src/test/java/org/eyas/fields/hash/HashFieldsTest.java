package org.eyas.fields.hash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.eyas.api.data.Text;
import org.eyas.api.field.FieldProvider;
import org.eyas.api.field.FieldReader;
import org.eyas.api.process.AttachmentKey;
import org.eyas.api.process.Attachments;
import org.eyas.api.process.FdType;
import org.eyas.testkit.FakeEvent;
import org.eyas.testkit.FakeFd;
import org.eyas.testkit.FakeProcess;
import org.eyas.testkit.FieldProviderContract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashFieldsTest extends FieldProviderContract {
  private static final String PROGRAM = "proc.exe.sha256";
  private static final String SCRIPT = "proc.script.sha256";
  private static final String FILE = "file.sha256";
  private static final int STARTS = 10_000;

  private final FileHasher hasher = new FileHasher(HashedFiles.PROC, 64 << 20, 0);
  private final HashFields fields = new HashFields(hasher, () -> {});
  private final List<Process> running = new ArrayList<>();

  @TempDir Path folder;

  @Override
  protected FieldProvider provider() {
    return new HashFields();
  }

  @Override
  protected List<FakeEvent> events() {
    return List.of(HashedFiles.event(FakeProcess.of(1, "init")), HashedFiles.event(FakeProcess.unknown(2)));
  }

  @AfterEach
  void close() throws InterruptedException {
    hasher.close();
    for (Process each : running) {
      each.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
  }

  /** A copy of sleep with other bytes at its end. */
  private Path program(String name) throws IOException {
    Path copy = Files.copy(Path.of("/bin/sleep").toRealPath(), folder.resolve(name));
    return Files.writeString(copy, name, StandardOpenOption.APPEND);
  }

  private FakeProcess run(Path program) throws IOException {
    Process started = new ProcessBuilder(program.toString(), "600").start();
    running.add(started);
    return HashedFiles.process(started.pid(), program);
  }

  private String value(String field, FakeProcess process) {
    return HashedFiles.value(fields, field, HashedFiles.event(process));
  }

  private long failures(HashFailure reason) {
    return hasher.failures().get(reason).sum();
  }

  @Test
  void theFirstReadIsPendingAndALaterOneHasTheHash() throws IOException {
    Path program = program("first");
    FakeEvent event = HashedFiles.event(run(program));
    FieldReader.OfBytes reader = (FieldReader.OfBytes) new HashFields(hasher, () -> {}).reader(
        fields.classes().getFirst().fields().getFirst(), null);
    hasher.close(); // nobody answers
    assertSame(Text.ABSENT, reader.read(HashedFiles.event(FakeProcess.of(7, "unseen"))));
    FileHasher second = new FileHasher(HashedFiles.PROC, 64 << 20, 0);
    try {
      assertEquals(HashedFiles.sha256(program), HashedFiles.value(new HashFields(second, () -> {}), PROGRAM, event));
    } finally {
      second.close();
    }
  }

  @Test
  void aProgramThatDeletedItsFileHasAHash() throws IOException {
    Path program = program("deleted");
    String expected = HashedFiles.sha256(program);
    FakeProcess process = run(program);
    Files.delete(program);
    assertEquals(expected, value(PROGRAM, process));
  }

  @Test
  void aProgramThatEndedHasAHashIfItsFileIsStillThere() throws Exception {
    Path program = program("ended");
    FakeProcess process = run(program);
    running.getFirst().destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    assertEquals(HashedFiles.sha256(program), value(PROGRAM, process));
  }

  @Test
  void aProgramThatEndedAndChangedHasNoHash() throws Exception {
    Path program = program("changed");
    FakeProcess process = run(program);
    running.getFirst().destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    Files.writeString(program, "x", StandardOpenOption.APPEND);
    assertEquals("", value(PROGRAM, process));
    assertEquals(1, failures(HashFailure.GONE));
  }

  @Test
  void anEventOfTheProgramBeforeDoesNotGetTheHashOfTheNextOne() throws IOException {
    Path shell = program("shell");
    Path next = program("next");
    FakeProcess now = run(next);
    FakeProcess then = FakeProcess.of(now.pid, "shell");
    then.program.exepath = Text.of(shell.toString());
    then.exeFile = HashedFiles.exeFile(shell, false);
    then.ids.ptid = now.ids.ptid;
    HashedFiles.enrich(then);
    now.attachments.clear();
    now.attachments.putAll(then.attachments); // the process executed its next program after the event
    HashedFiles.enrich(now);
    then.attachments.putAll(now.attachments);
    assertEquals(HashedFiles.sha256(next), value(PROGRAM, now));
    assertEquals(HashedFiles.sha256(shell), value(PROGRAM, then));
  }

  @Test
  void eachProgramInMemoryHasItsOwnHash() throws Exception {
    NativeLibrary libc = NativeLibrary.getInstance("c");
    byte[] sleep = Files.readAllBytes(Path.of("/bin/sleep").toRealPath());
    for (int i = 0; i < 40; i++) {
      byte[] content = Arrays.copyOf(sleep, sleep.length + 4);
      content[sleep.length] = (byte) i;
      Path on = Files.write(folder.resolve("memfd"), content);
      int memfd = libc.getFunction("memfd_create").invokeInt(new Object[] {"test", 0});
      Path link = Path.of("/proc/self/fd/" + memfd);
      Files.write(link, content);
      int reader = libc.getFunction("open").invokeInt(new Object[] {link.toString(), 0});
      Function close = libc.getFunction("close");
      close.invokeInt(new Object[] {memfd}); // a file that is open for writing cannot be executed
      Path program = Path.of("/proc/" + ProcessHandle.current().pid() + "/fd/" + reader);
      Process started = new ProcessBuilder(program.toString(), "600").start();
      running.add(started);
      FakeProcess process = FakeProcess.of(started.pid(), "memfd");
      process.exeFile = HashedFiles.exeFile(program, true);
      HashedFiles.enrich(process);
      close.invokeInt(new Object[] {reader});
      assertEquals(HashedFiles.sha256(on), value(PROGRAM, process));
      started.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }
    assertEquals(0, hasher.known());
  }

  @Test
  void theScriptIsHashedAndNotItsInterpreter() throws IOException {
    Path script = Files.writeString(folder.resolve("a.sh"), "sleep 1");
    FakeProcess shell = HashedFiles.process(ProcessHandle.current().pid(), Path.of("/bin/sh"), "-e", script.toString());
    assertEquals(HashedFiles.sha256(script), value(SCRIPT, shell));
    FakeProcess relative = HashedFiles.process(ProcessHandle.current().pid(), Path.of("/bin/sh"), "a.sh");
    relative.place.cwd = Text.of(folder + "/");
    assertEquals(HashedFiles.sha256(script), value(SCRIPT, relative));
    assertEquals("", value(SCRIPT, HashedFiles.process(1, Path.of("/bin/sh"), "-c", "ls")));
  }

  /** What the owner of a path can do to the reader. */
  @Test
  void filesThatCouldDelayOrFloodTheReaderAreNotRead() throws Exception {
    Path fifo = folder.resolve("fifo");
    assertEquals(0, new ProcessBuilder("mkfifo", fifo.toString()).start().waitFor());
    Path huge = folder.resolve("huge");
    try (RandomAccessFile sparse = new RandomAccessFile(huge.toFile(), "rw")) {
      sparse.setLength(1L << 40);
    }
    Path loop = Files.createSymbolicLink(folder.resolve("loop"), Path.of("loop"));
    for (Path path : List.of(fifo, huge, loop, folder, Path.of("/dev/zero"), Path.of("/proc/kmsg"), Path.of("/none"))) {
      FakeProcess shell = HashedFiles.process(ProcessHandle.current().pid(), Path.of("/bin/sh"), path.toString());
      assertEquals("", value(SCRIPT, shell), path.toString());
    }
    assertEquals(2, failures(HashFailure.NOT_REGULAR)); // FIFO, folder
    assertEquals(1, failures(HashFailure.TOO_LARGE));
    assertEquals(2, failures(HashFailure.GONE)); // loop, none
    assertEquals(2, failures(HashFailure.FILE_SYSTEM)); // those of /dev and /proc
    assertEquals(0, hasher.readBytes());
  }

  @Test
  void theFileOfADescriptorIsReadThroughIt() throws IOException {
    Path file = Files.writeString(folder.resolve("data"), "content");
    String expected = HashedFiles.sha256(file);
    long inode = HashedFiles.exeFile(file, false).inode();
    FakeProcess self = HashedFiles.process(ProcessHandle.current().pid(), Path.of("/bin/true").toRealPath());
    try (RandomAccessFile open = new RandomAccessFile(file.toFile(), "r")) {
      FakeFd fd = FakeFd.of(descriptor(file), FdType.FILE, file.toString());
      fd.inode = inode;
      Files.delete(file);
      assertEquals(expected, HashedFiles.value(fields, FILE, HashedFiles.event(self).about(fd)));
      assertTrue(open.length() > 0);
    }
    Files.writeString(file, "another content");
    FakeFd closed = FakeFd.of(99_999, FdType.FILE, file.toString());
    closed.inode = HashedFiles.exeFile(file, false).inode();
    FakeEvent next = HashedFiles.event(self).about(closed);
    next.sequence = 2;
    assertEquals(HashedFiles.sha256(file), HashedFiles.value(fields, FILE, next));
    closed.inode = 1; // another file has the path now
    next.sequence = 3;
    assertEquals("", HashedFiles.value(fields, FILE, next));
  }

  private static long descriptor(Path file) throws IOException {
    try (var links = Files.list(Path.of("/proc/self/fd"))) {
      return links.filter(link -> leadsTo(link, file)).mapToLong(link -> Long.parseLong(link.getFileName().toString()))
          .findFirst()
          .orElseThrow();
    }
  }

  private static boolean leadsTo(Path link, Path file) {
    try {
      return Files.readSymbolicLink(link).equals(file);
    } catch (IOException e) {
      return false;
    }
  }

  /** Each program asks again, as after an exec. The figures are printed. */
  @Test
  void tenThousandStartsOfAKnownProgramPerSecondAreAnsweredInTime() throws Exception {
    FakeProcess known = run(Path.of("/bin/sleep").toRealPath());
    value(PROGRAM, known);
    long[] delays = new long[STARTS];
    CountDownLatch open = new CountDownLatch(STARTS);
    long begin = System.nanoTime();
    for (int i = 0; i < STARTS; i++) {
      long due = begin + i * TimeUnit.SECONDS.toNanos(1) / STARTS;
      while (System.nanoTime() < due) {
        Thread.onSpinWait();
      }
      int index = i;
      long asked = System.nanoTime();
      hasher.request(new ProgramRequest(new Attachments() {
        @Override
        public <T> void put(AttachmentKey<T> key, T value) {
          delays[index] = System.nanoTime() - asked;
          open.countDown();
        }
      }, known));
    }
    assertTrue(open.await(60, TimeUnit.SECONDS));
    long took = System.nanoTime() - begin;
    Arrays.sort(delays);
    System.out.printf("known programs: %,d per second, delay p50 %,d us, p99 %,d us%n",
        STARTS * TimeUnit.SECONDS.toNanos(1) / took, delays[STARTS / 2] / 1_000, delays[STARTS * 99 / 100] / 1_000);
    assertEquals(0, hasher.failures().values().stream().mapToLong(LongAdder::sum).sum());
  }
}
