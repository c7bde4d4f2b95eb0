package org.eyas.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.eyas.api.alert.Alert;
import org.eyas.api.alert.Priority;
import org.eyas.api.history.AlertDetails;
import org.eyas.api.history.AlertProcess;
import org.eyas.api.history.PastAlert;
import org.eyas.engine.archive.AlertArchive;
import org.eyas.engine.archive.ArchiveWriter;
import org.eyas.engine.history.HistorySearch;
import org.eyas.engine.history.RecentAlertStore;

/**
 * Prints how fast alerts are written to the history on disk, how long searches in it take (first call and best of ten), and the
 * heap that its indexes take. One in ten thousand alerts is of the program that is searched.
 */
public final class HistoryBench {
  private static final int ROUNDS = 10;
  private static final int TOGETHER = 128;
  private static final int PAGE = 100;
  private static final long LIMIT = 256L << 20;
  private static final double MILLION = 1e6;
  private static final String RARE = "xmrig";
  private static final List<String> PROGRAMS = List.of("cron", "bash", "curl", "nginx", "postgres", "java", "python3", "sshd");
  private static final List<String> QUERIES =
      List.of(
          "", "proc.name:" + RARE, "proc.name:nobody", "priority:critical", "since:1s", RARE, "\"not in any alert\"",
          "proc.cmdline:*not*in*any*", "-user.name:root");

  private static final int DETAILS = Integer.getInteger("details", 0);
  private static final int PROCESSES = 12; // eight ancestors are usual, siblings and children

  private HistoryBench() {}

  /** The property {@code alerts} is their number; one in {@code details} has details, 0 for none. */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createTempDirectory("history");
    try {
      measure(folder, Integer.getInteger("alerts", 200_000));
    } finally {
      delete(folder);
    }
  }

  private static void measure(Path folder, int alerts) throws Exception {
    try (AlertArchive archive = AlertArchive.open(folder, LIMIT)) {
      write(archive, alerts);
    }
    long start = System.nanoTime();
    long heap = heap();
    RecentAlertStore memory = new RecentAlertStore(0);
    try (ArchiveWriter writer = new ArchiveWriter(AlertArchive.open(folder, LIMIT))) {
      System.out.printf("open: %.1f ms%n", (System.nanoTime() - start) / MILLION);
      memory.keepOnDisk(writer);
      HistorySearch search = new HistorySearch(memory, InstantSource.system());
      for (String query : QUERIES) {
        time("page of '" + query + "'", () -> search.find(query, Long.MAX_VALUE, PAGE).alerts().size());
        time("groups of '" + query + "'", () -> search.groups(query).groups().size());
      }
      time("one alert", () -> memory.find(alerts / 2).isPresent() ? 1 : 0);
      System.out.printf("heap of the history after that: %.1f MB%n", (heap() - heap) / MILLION);
    }
  }

  private interface Search {
    int run() throws Exception;
  }

  private static void time(String name, Search search) throws Exception {
    long first = 0;
    long best = Long.MAX_VALUE;
    int found = 0;
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      found = search.run();
      long nanos = System.nanoTime() - start;
      first = i == 0 ? nanos : first;
      best = Math.min(best, nanos);
    }
    System.out.printf("%-45s first %7.1f ms, best %7.1f ms, found %d%n", name, first / MILLION, best / MILLION, found);
  }

  private static void write(AlertArchive archive, int alerts) throws IOException {
    Random random = new Random(1);
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long nanos = 0;
    long processor = 0;
    for (int first = 1; first <= alerts; first += TOGETHER) {
      List<PastAlert> some = new ArrayList<>();
      for (int number = first; number < first + TOGETHER; number++) {
        some.add(alert(number, random));
      }
      long start = System.nanoTime();
      long used = threads.getCurrentThreadCpuTime();
      archive.append(some);
      processor += threads.getCurrentThreadCpuTime() - used;
      nanos += System.nanoTime() - start;
    }
    System.out.printf(
        "%d alerts written, %.0f bytes each, %.0f per second, %.1f us of a processor each%n", archive.newest(),
        (double) archive.bytes() / archive.newest(), archive.newest() * 1e9 / nanos, processor / 1e3 / archive.newest());
  }

  // A rule fires for few programs, and a program runs in few containers.
  private static PastAlert alert(int number, Random random) {
    String program = number % 10_000 == 0 ? RARE : PROGRAMS.get(random.nextInt(PROGRAMS.size()));
    String line = program + " --config /etc/" + program + "/" + random.nextInt(1_000) + ".conf --verbose";
    Map<String, Object> fields = new TreeMap<>();
    fields.put("proc.name", program);
    fields.put("proc.cmdline", line);
    fields.put("proc.exepath", "/usr/bin/" + program);
    fields.put("proc.pname", "systemd");
    fields.put("proc.pid", (long) random.nextInt(32_768));
    fields.put("proc.tty", 0L);
    fields.put("user.name", "root");
    fields.put("user.uid", 0L);
    fields.put("user.loginuid", -1L);
    fields.put("evt.type", "openat");
    fields.put("fd.name", "/etc/shadow" + random.nextInt(50));
    fields.put("container.id", "3ad7b26ded6d");
    fields.put("container.name", "web-" + program.length());
    fields.put("container.image.repository", "docker.io/library/nginx");
    String message = "Sensitive file opened for reading | file=/etc/shadow user=root process=" + program + " command=" + line;
    Priority priority = number % 5_000 == 0 ? Priority.CRITICAL : Priority.WARNING;
    Alert alert =
        new Alert(1_700_000_000_000_000_000L + number * 1_000_000L, priority, "Read sensitive file " + random.nextInt(2),
            "syscall", message, new TreeMap<>(fields), new TreeSet<>(List.of("filesystem", "mitre_credential_access", "T1555")));
    return DETAILS > 0 && number % DETAILS == 0 ? new PastAlert(number, alert, details(program, line))
        : new PastAlert(number, alert);
  }

  private static AlertDetails details(String program, String line) {
    List<AlertProcess> processes = new ArrayList<>();
    for (int i = 0; i < PROCESSES; i++) {
      processes.add(
          new AlertProcess(
              i == 0 ? AlertProcess.Relation.ITSELF : AlertProcess.Relation.ANCESTOR, 4_711 - i, 4_710 - i, program, "root",
              "/usr/bin/" + program, line, 1_700_000_000_000_000_000L, ""));
    }
    String explanation =
        "open_read and sensitive_files\n  true   open_read\n  true   fd.name in (/etc/shadow, /etc/sudoers)\n".repeat(4);
    return new AlertDetails(processes, explanation,
        new TreeMap<>(Map.of("evt.dir", "<", "fd.typechar", "f", "proc.name", program)));
  }

  private static long heap() {
    System.gc();
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }
}
