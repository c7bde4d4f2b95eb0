package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.eyas.api.source.Capture;
import org.eyas.testkit.StateRecorder;
import org.eyas.testkit.process.InstalledProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The probe reports where the relative paths of a process start: once, and again when that changes. */
class DirectoryLiveTest {
  private static final Set<Integer> CODES = Set.of(5, 95, 175, 293, 306, 307, 451); // close, chdir, rename, exec, openat, close_range

  @TempDir Path folder;

  // What the probe reports about a process that runs a script in the folder, as "DESCRIPTOR PATH".
  private List<String> reported(String script) throws Exception {
    StateRecorder state = new StateRecorder();
    long pid;
    try (Capture capture = LiveProbe.open(CODES)) {
      capture.follow(state);
      String whole = "import os, time\nos.chdir('" + folder + "')\n" + script + "time.sleep(0.5)\n";
      Process python = new ProcessBuilder(InstalledProgram.require("python3"), "-I", "-S", "-c", whole).start();
      pid = python.pid();
      while (python.isAlive()) {
        capture.poll((cpu, memory, offset, length) -> {}, 1024);
      }
    }
    return state.directories.stream()
        .filter(line -> line.startsWith(pid + " ") && line.contains(folder.toString()))
        .map(line -> line.substring(line.indexOf(' ') + 1))
        .toList();
  }

  @Test
  void theCurrentDirectoryIsReportedOnceAndAgainAfterAChange() throws Exception {
    Files.createFile(Files.createDirectory(folder.resolve("below")).resolve("file"));
    Files.createFile(folder.resolve("file"));
    List<String> reported =
        reported(
            """
            for i in range(3):
                os.open('file', os.O_RDONLY)
            os.rename('file', 'moved')
            os.chdir('below')
            os.open('file', os.O_RDONLY)
            os.rename('../below', '../renamed')
            os.open('file', os.O_RDONLY)
            """);
    assertEquals(List.of("-100 " + folder, "-100 " + folder + "/below", "-100 " + folder + "/renamed"), reported);
  }

  /** The engine joins the path of the call with the directory that it knows. Reported before it, the new directory would count twice. */
  @Test
  void aRelativeChangeIsReportedAfterItsEvent() throws Exception {
    Files.createFile(Files.createDirectories(folder.resolve("below/deeper")).resolve("file"));
    assertEquals(
        List.of("-100 " + folder + "/below/deeper"),
        reported("os.chdir('below')\nos.chdir('deeper')\nos.open('file', os.O_RDONLY)\n"));
  }

  @Test
  void aDescriptorIsReportedOnceForEachDirectory() throws Exception {
    Files.createFile(Files.createDirectory(folder.resolve("below")).resolve("file"));
    Files.createFile(folder.resolve("file"));
    List<String> reported =
        reported(
            """
            os.dup2(os.open('.', os.O_RDONLY), 50)
            for i in range(3):
                os.open('file', os.O_RDONLY, dir_fd=50)
            os.dup2(os.open('below', os.O_RDONLY), 50)
            os.open('file', os.O_RDONLY, dir_fd=50)
            os.open(b'%s/file', os.O_RDONLY, dir_fd=50)
            """
                .formatted(folder));
    assertEquals(List.of("-100 " + folder, "50 " + folder, "50 " + folder + "/below"), reported);
  }

  /** The engine has removed it: it would not know where the path starts. */
  @Test
  void aDirectoryThatComesBackThroughASocketIsReportedAgain() throws Exception {
    Files.createFile(folder.resolve("file"));
    List<String> reported =
        reported(
            """
            import ctypes, socket
            d = os.open('.', os.O_RDONLY)
            a, b = socket.socketpair()
            def opened(close):
                socket.send_fds(a, [b'x'], [d])
                close()
                _, got, _, _ = socket.recv_fds(b, 1, 1)
                assert got == [d], got
                for i in range(3):
                    os.close(os.open('file', os.O_RDONLY, dir_fd=d))
            opened(lambda: os.close(d))
            opened(lambda: os.close(d))
            opened(lambda: ctypes.CDLL(None).close_range(d, d, 0))
            """);
    List<String> paths = reported.stream().map(line -> line.substring(line.indexOf(' '))).toList();
    assertEquals(List.of(" " + folder, " " + folder, " " + folder, " " + folder), paths, reported::toString);
  }

  /** The number is above those that an interpreter uses: no other event is about it. */
  @Test
  void aDirectoryThatComesBackAfterAnExecIsReportedAgain() throws Exception {
    Files.createFile(folder.resolve("file"));
    List<String> reported =
        reported(
            """
            import fcntl, socket, sys
            d = fcntl.fcntl(os.open('.', os.O_RDONLY), fcntl.F_DUPFD_CLOEXEC, 100)
            a, b = socket.socketpair()
            b.set_inheritable(True)
            os.open('file', os.O_RDONLY, dir_fd=100)
            socket.send_fds(a, [b'x'], [100] * 150)
            os.execv(sys.executable, ['python3', '-I', '-S', '-c', '''
            import os, socket, time
            _, got, _, _ = socket.recv_fds(socket.socket(fileno=%d), 1, 200)
            assert 100 in got, got
            os.open('file', os.O_RDONLY, dir_fd=100)
            time.sleep(0.5)
            ''' % b.fileno()])
            """);
    List<String> ofNumber = reported.stream().filter(line -> line.startsWith("100 ")).toList();
    assertEquals(List.of("100 " + folder, "100 " + folder), ofNumber, reported::toString);
  }
}
