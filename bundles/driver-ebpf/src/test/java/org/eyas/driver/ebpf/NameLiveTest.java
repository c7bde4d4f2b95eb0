package org.eyas.driver.ebpf;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.eyas.api.source.Capture;
import org.eyas.testkit.EventRecorder;
import org.eyas.testkit.process.InstalledProgram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Ways to name a file that are not deceptive: rules must see the path that the program gave, and no other. */
class NameLiveTest {
  private static final int ENTRY = 306;
  private static final int EXIT = 307;

  @TempDir Path folder;

  @Test
  void aPathThatLeadsToTheFileIsNotContradicted() throws Exception {
    Path real = Files.createDirectories(folder.resolve("real/below")).resolve("file");
    Files.writeString(real, "text");
    Files.createSymbolicLink(folder.resolve("link"), folder.resolve("real"));
    Files.createSymbolicLink(folder.resolve("relative"), Path.of("link/below/file"));
    List<String> paths =
        List.of(
            real.toString(), folder + "/link/below/file", folder + "/relative", folder + "//real/./below/../below/file",
            "real/below/file", "./link/below/file", "/proc/self/status", "/proc/thread-self/status", "/proc/net/dev",
            "/proc/mounts", "/dev/stdin", "/", ".");
    StringBuilder script = new StringBuilder("import os, sys, time\nos.chdir('" + folder + "')\n");
    paths.forEach(path -> script.append("os.open('" + path + "', os.O_RDONLY)\n"));
    script.append("time.sleep(0.5)\n");

    EventRecorder events = new EventRecorder();
    try (Capture capture = LiveProbe.open(Set.of(ENTRY, EXIT))) {
      Process python =
          new ProcessBuilder(InstalledProgram.require("python3"), "-c", script.toString()).redirectInput(real.toFile()).start();
      events.firstTid = python.pid();
      while (python.isAlive()) {
        capture.poll(events, 1024);
      }
    }
    List<String> opened = texts(events, EXIT, 2);
    paths.forEach(path -> assertTrue(opened.contains(path), path + " was not opened: " + opened));
    events.events.removeIf(event -> event.tid() != events.firstTid);
    List<String> contradicted = texts(events, ENTRY, 1);
    assertEquals(List.of(), contradicted);
  }

  /** Opens files through links whose names differ from theirs in one character, and removes the links: they lead nowhere when they are checked. */
  private static final String ALMOST =
      """
      import os, sys
      os.chdir(sys.argv[1])
      for length in range(1, 21):
        for at in sorted({0, length // 2, length - 1}):
          folder = '%d-%d' % (length, at)
          os.mkdir(folder)
          name = 'b' * length
          open(folder + '/' + name, 'w').close()
          link = folder + '/' + name[:at] + 'c' + name[at + 1:]
          os.symlink(name, link)
          os.open(link, os.O_RDONLY)
          os.remove(link)
          print(os.path.realpath(folder) + '/' + name)
      """;

  @Test
  void aNameThatDiffersInOneCharacterIsContradicted() throws Exception {
    EventRecorder events = new EventRecorder();
    List<String> files;
    try (Capture capture = LiveProbe.open(Set.of(ENTRY, EXIT))) {
      Process python = new ProcessBuilder(InstalledProgram.require("python3"), "-c", ALMOST, folder.toString()).start();
      events.firstTid = python.pid();
      files = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().toList();
      assertEquals(0, python.waitFor());
      for (int i = 0; i < 100; i++) {
        capture.poll(events, 1024);
      }
    }
    events.events.removeIf(event -> event.tid() != events.firstTid);
    assertEquals(files, texts(events, ENTRY, 1).stream().filter(files::contains).toList());
  }

  private static List<String> texts(EventRecorder events, int code, int param) {
    return events.events.stream()
        .filter(event -> event.code() == code)
        .map(event -> event.params().get(param))
        .map(hex -> hex.equals("-") ? "" : new String(HexFormat.of().parseHex(hex), StandardCharsets.UTF_8))
        .map(text -> text.isEmpty() ? "" : text.substring(0, text.length() - 1))
        .collect(Collectors.toList());
  }
}
