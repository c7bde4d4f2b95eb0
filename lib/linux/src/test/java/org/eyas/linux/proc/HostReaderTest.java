package org.eyas.linux.proc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostReaderTest {
  @TempDir private Path proc;

  @BeforeEach
  void writeName() throws IOException {
    Files.writeString(Files.createDirectories(proc.resolve("sys/kernel")).resolve("hostname"), "kernel\n");
  }

  @Test
  void theKernelNamesTheHost() {
    assertEquals("kernel", HostReader.name(new ProcFiles(proc), null));
    assertEquals("kernel", HostReader.name(new ProcFiles(proc), ""));
  }

  @Test
  void theOperatorsNameComesFirst() {
    assertEquals("node", HostReader.name(new ProcFiles(proc), "node"));
  }
}
