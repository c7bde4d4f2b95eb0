package org.eyas.core.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eyas.api.control.Completeness;
import org.eyas.api.control.Mute;
import org.eyas.api.control.MuteStatus;
import org.eyas.api.control.RuleCompleteness;
import org.eyas.api.control.SeenEvents;
import org.eyas.api.control.SeenMinute;
import org.eyas.evidence.chain.ChainedFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceJournalTest {
  private static final Instant START = Instant.parse("2026-12-01T10:00:00Z");

  @TempDir private Path folder;
  private Instant now = START;
  private Instant published = START;
  private String digest = "aa";
  private long lost;
  private List<MuteStatus> mutes = List.of();
  private final List<Instant> asked = new ArrayList<>();

  private final class Counts implements Completeness {
    @Override
    public List<String> names() {
      return List.of("one");
    }

    @Override
    public List<RuleCompleteness> rules(Instant from, Instant to) {
      asked.add(from);
      SeenEvents events = new SeenEvents(5, lost == 0 ? new TreeMap<>() : new TreeMap<>(Map.of("bug", lost)), 0, 0, 0);
      return List.of(new RuleCompleteness("one", "syscall", events, List.of()));
    }

    @Override
    public Optional<RuleCompleteness> rule(String name, Instant from, Instant to) {
      return Optional.empty();
    }

    @Override
    public Optional<SeenMinute> minute(String name, Instant time) {
      return Optional.empty();
    }
  }

  private EvidenceJournal journal() {
    return journal(1 << 20);
  }

  private EvidenceJournal journal(long mostBytes) {
    return new EvidenceJournal(
        new ChainedFile(folder.resolve("journal"), mostBytes), new Counts(),
        () -> new RuleDigests(digest, new TreeMap<>(Map.of("one", digest))),
        () -> published, () -> mutes, () -> now);
  }

  private List<String> kinds() throws IOException {
    return Files.readAllLines(folder.resolve("journal")).stream().map(line -> line.replaceAll(".*\"kind\":\"(\\w+)\".*", "$1"))
        .toList();
  }

  private String last() throws IOException {
    return Files.readAllLines(folder.resolve("journal")).getLast();
  }

  @Test
  void eachChangeOfTheRulesAndMutesIsOneLine() throws IOException {
    EvidenceJournal journal = journal();
    journal.writeStart("1");
    journal.writeChanges();
    journal.writeChanges();
    published = START.plusSeconds(1);
    journal.writeChanges(); // the same rules were loaded again
    digest = "bb";
    published = START.plusSeconds(2);
    journal.writeChanges();
    assertTrue(last().contains("\"digest\":\"bb\",\"rules\":{\"one\":\"bb\"}"), last());
    mutes = List.of(new MuteStatus(new Mute("m1", "one", new TreeMap<>(), "ann", "why", START), "file", 0));
    journal.writeChanges();
    mutes = List.of(new MuteStatus(mutes.getFirst().mute(), "file", 7)); // it hid alerts
    journal.writeChanges();
    mutes = List.of();
    journal.writeChanges();
    journal.writeStop();
    assertEquals(List.of("start", "rules", "mutes", "rules", "mutes", "mutes", "stop"), kinds());
  }

  @Test
  void aLossIsWrittenInItsMinuteAndOtherwiseALineComesInTenMinutes() throws IOException {
    EvidenceJournal journal = journal();
    journal.writeStart("1");
    journal.writeChanges();
    now = START.plusSeconds(64);
    journal.writeChanges();
    assertEquals(List.of("start", "rules", "mutes"), kinds(), "the minute is not counted yet, or nothing was lost");
    now = START.plusSeconds(130);
    lost = 3;
    journal.writeChanges();
    assertTrue(last().contains("\"from\":\"2026-12-01T10:00:00Z\",\"to\":\"2026-12-01T10:02:00Z\""), last());
    assertTrue(
        last().contains(
            "{\"rules\":[0],\"expected\":8,\"seen\":5,\"lost\":3,\"undecided\":0,\"blind_seconds\":0,\"causes\":{\"bug\":3}}"),
        last());
    lost = 0;
    for (int second = 140; second < 740; second += 10) {
      now = START.plusSeconds(second);
      journal.writeChanges();
    }
    assertEquals(List.of("start", "rules", "mutes", "completeness", "completeness"), kinds());
    assertTrue(last().contains(
        "\"from\":\"2026-12-01T10:02:00Z\",\"to\":\"2026-12-01T10:12:00Z\",\"counts\":[{\"rules\":[0],\"expected\":5,\"seen\":5}]"),
        last());
    assertEquals(START, asked.getFirst());
    assertEquals(11, asked.size(), "the counts wait for the loops, so they are requested once a minute");
  }

  @Test
  void theCountsOfTheRulesBeforeALoadAreWrittenBeforeIt() throws IOException {
    EvidenceJournal journal = journal();
    journal.writeStart("1");
    journal.writeChanges();
    now = START.plusSeconds(190);
    digest = "bb";
    published = now;
    journal.writeChanges();
    assertEquals(List.of("start", "rules", "mutes", "completeness", "rules"), kinds());
  }

  @Test
  void eachFileContainsTheRulesAndMutesOfItsBegin() throws IOException {
    EvidenceJournal journal = journal(2_000);
    journal.writeStart("1");
    mutes = List.of(new MuteStatus(new Mute("m1", "one", new TreeMap<>(), "ann", "why", START), "file", 0));
    for (int minute = 0; minute < 120; minute++) {
      now = START.plusSeconds(60L * minute + 10);
      journal.writeChanges();
    }
    assertTrue(Files.exists(folder.resolve("journal.1")));
    for (String file : List.of("journal", "journal.1")) {
      String text = Files.readString(folder.resolve(file));
      assertTrue(text.contains("\"kind\":\"rules\"") && text.contains("\"id\":\"m1\""), text);
    }
  }
}
