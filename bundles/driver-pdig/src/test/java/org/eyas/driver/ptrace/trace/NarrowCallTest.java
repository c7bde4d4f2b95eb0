package org.eyas.driver.ptrace.trace;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A 64-bit program can make a call as a 32-bit program does, by {@code int 0x80}; a 32-bit program needs another C library. */
class NarrowCallTest {
  private static final String PYTHON = "/usr/bin/python3";

  // push rbx; mov eax, NUMBER; mov ebx, FIRST; mov ecx, SECOND; int 0x80; pop rbx; ret
  private static final String PROGRAM = """
      import ctypes, struct
      libc = ctypes.CDLL(None)
      libc.mmap.restype = ctypes.c_long
      page = libc.mmap(0, 4096, 7, 0x62, -1, 0)  # below 4 GB, may be executed
      code = b'\\x53\\xb8' + struct.pack('<I', %d) + b'\\xbb' + struct.pack('<i', %d)
      code += b'\\xb9' + struct.pack('<I', page + 256) + b'\\xcd\\x80\\x5b\\xc3'
      ctypes.memmove(page, code, len(code))
      ctypes.memmove(page + 256, struct.pack('<III', 99, 1, 0), 12)
      ctypes.CFUNCTYPE(ctypes.c_int)(page)()
      """;

  private static Run run(int number, int first, String call) throws IOException {
    assumeTrue(Files.exists(Path.of(PYTHON)), "skipped: there is no " + PYTHON);
    return Run.of(List.of(PYTHON, "-c", PROGRAM.formatted(number, first)), call).toEnd();
  }

  @Test
  void callsOf32BitProgramsHaveTheirNativeNumber() throws IOException {
    try (Run run = run(6, -1, "close")) {
      assertTrue(run.has(".* call 3 = -9 narrow"), run.lines().toString());
    }
  }

  @Test
  void socketcallStandsForAnotherCall() throws IOException {
    try (Run run = run(102, 1, "socket")) {
      assertTrue(run.has(".* call 41 = -97 narrow"), run.lines().toString());
    }
  }

  // Most kernels have no x32 calls: they fail there, but the attempt is seen.
  @Test
  void callsOfTheX32TableHaveTheirNativeNumber() throws IOException {
    assumeTrue(Files.exists(Path.of(PYTHON)), "skipped: there is no " + PYTHON);
    String program = "import ctypes; ctypes.CDLL(None).syscall(0x40000000 + 3, -1)";
    try (Run run = Run.of(List.of(PYTHON, "-c", program), "close").toEnd()) {
      assertTrue(run.has(".* call 3 = -(9|38)"), run.lines().toString());
    }
  }
}
