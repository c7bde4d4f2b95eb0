package org.eyas.evidence.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eyas.evidence.chain.ChainCheckResult;
import org.eyas.evidence.chain.ChainedFile;
import org.eyas.evidence.chain.LineChainCheck;
import org.eyas.json.write.CompactJson;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceReportTest {
  private static final String HOSTILE = "<script>alert(1)</script>\"'&\u202e\n\u001b[2J";
  private static final String KILLED = "ended without a line about its end, as after a kill or a loss of power";
  private static final Instant MADE = at("12:00");

  @TempDir private Path folder;

  private static Instant at(String time) {
    return Instant.parse("2026-12-01T" + time + ":00Z");
  }

  private Path journal() {
    return folder.resolve("journal.jsonl");
  }

  private void write(String time, String rest) throws IOException {
    new ChainedFile(journal(), 1 << 20).append("{\"time\":\"" + at(time) + "\"," + rest + "}");
  }

  private void writeDay() throws IOException {
    write("08:00", "\"kind\":\"start\"");
    write("08:01", "\"kind\":\"rules\",\"digest\":\"aa\",\"rules\":{\"one\":\"11\",\"two\":\"22\"}");
    write("08:10", completeness("08:00", "08:10", "[{\"rules\":[0,1],\"expected\":5,\"seen\":5}]"));
    write("08:15", "\"kind\":\"stop\"");
    write("09:00", "\"kind\":\"start\"");
    write("09:01", "\"kind\":\"rules\",\"digest\":\"bb\",\"rules\":{\"one\":\"12\",\"three\":\"33\"}");
    write("09:02", "\"kind\":\"mutes\",\"mutes\":[{\"id\":\"m1\",\"rule\":\"one\",\"fields\":{\"proc.name\":"
        + CompactJson.of(HOSTILE) + "},\"owner\":\"ann\",\"reason\":\"backup\",\"until\":\"2026-12-09T00:00:00Z\"}]");
    write("09:10", completeness("09:00", "09:10",
        "[{\"rules\":[0],\"expected\":10,\"seen\":3,\"lost\":7,\"undecided\":1,\"blind_seconds\":3,"
            + "\"causes\":{\"buffer_open_exit\":7}},{\"rules\":[1,2,-1],\"expected\":4,\"seen\":4}]"));
    write("09:11", completeness("09:10", "09:11",
        "[{\"rules\":[0,1],\"expected\":6,\"seen\":4,\"lost\":2,\"causes\":{\"damaged\":2}}]"));
    write("09:20", "\"kind\":\"mutes\",\"mutes\":[]");
    write("11:00", "\"kind\":\"start\"");
    write("11:55", "\"kind\":\"alive\"");
  }

  private static String completeness(String from, String to, String counts) {
    return "\"kind\":\"completeness\",\"from\":\"" + at(from) + "\",\"to\":\"" + at(to) + "\",\"counts\":" + counts;
  }

  private Map<String, Object> report(Instant from, Instant to) throws IOException {
    Path audit = folder.resolve("audit.jsonl");
    if (!Files.exists(audit)) {
      new ChainedFile(audit, 1 << 20)
          .append("{\"time\":\"" + at("09:02") + "\",\"who\":\"cli:uid 0\",\"what\":\"mute\",\"detail\":"
              + CompactJson.of(HOSTILE) + ",\"done\":true}");
    }
    ChainCheckResult check = new ChainCheckResult("evidence", Set.of());
    LineChainCheck.check(List.of(journal()), check);
    return new EvidenceReport(from, to, MADE).members("host", "1", List.of(journal()), List.of(audit), List.of(check));
  }

  private static List<Map<String, Object>> rows(Map<String, Object> report, String section) {
    List<Map<String, Object>> rows = new ArrayList<>();
    ((List<?>) report.get(section)).forEach(row -> rows.add(RecordLine.asMap(row)));
    return rows;
  }

  @Test
  void runningTimesAndGapsAreThoseOfTheJournal() throws IOException {
    writeDay();
    Map<String, Object> report = report(at("07:00"), at("11:00"));
    assertEquals(
        List.of(
            Map.of("from", at("08:00"), "to", at("08:15"), "end", "stopped in order"),
            Map.of("from", at("09:00"), "to", at("09:20"), "end", KILLED),
            Map.of("from", at("11:00"), "to", at("11:00"), "end", KILLED)),
        rows(report, "running"));
    List<Map<String, Object>> gaps = rows(report, "gaps");
    assertEquals(List.of(at("07:00"), at("08:15"), at("09:20")), gaps.stream().map(gap -> gap.get("from")).toList());
    assertEquals(List.of(at("08:00"), at("09:00"), at("11:00")), gaps.stream().map(gap -> gap.get("to")).toList());
    assertTrue(String.valueOf(gaps.getFirst().get("reason")).startsWith("no record"));
    assertEquals("the engine was stopped", gaps.get(1).get("reason"));
    assertTrue(String.valueOf(gaps.get(2).get("reason")).contains("as after a kill"));
  }

  @Test
  void rulesAndTheirCompletenessAreThoseOfTheTime() throws IOException {
    writeDay();
    Map<String, Object> report = report(at("09:00"), at("11:30"));
    List<Map<String, Object>> rules = rows(report, "rules");
    assertEquals(List.of("aa", "bb"), rules.stream().map(load -> load.get("digest")).toList(), "also those in use at the begin");
    assertEquals(Set.of("three"), rules.get(1).get("added"));
    assertEquals(Set.of("two"), rules.get(1).get("removed"));
    assertEquals(Set.of("one"), rules.get(1).get("changed"));
    List<Map<String, Object>> sums = rows(report, "completeness");
    assertEquals(List.of("one", "three"), sums.stream().map(sum -> sum.get("rule")).toList());
    assertEquals(
        "{rule=one, recorded_seconds=660, incomplete_seconds=660, expected=16, seen=7, lost=9, undecided=1, blind_seconds=3,"
            + " causes={buffer_open_exit=7, damaged=2}}",
        sums.getFirst().toString());
    assertEquals(
        "{rule=three, recorded_seconds=660, incomplete_seconds=60, expected=10, seen=8, lost=2, undecided=0, blind_seconds=0,"
            + " causes={damaged=2}}",
        sums.get(1).toString(), "its place in the line is 1");
    assertEquals(
        "[{from=2026-12-01T09:00:00Z, to=2026-12-01T09:11:00Z, rules=2, lost=9, undecided=1, blind_seconds=3,"
            + " causes={buffer_open_exit=7, damaged=2}}]",
        report.get("losses").toString(), "a loss without a pause is one row");
  }

  @Test
  void mutesAndChangesOfTheTimeAreListed() throws IOException {
    writeDay();
    assertEquals(List.of("m1"), rows(report(at("09:00"), at("11:30")), "mutes").stream().map(mute -> mute.get("id")).toList());
    assertEquals(at("09:20"), rows(report(at("09:00"), at("11:30")), "mutes").getFirst().get("ended"));
    assertEquals(List.of(), rows(report(at("09:30"), at("11:30")), "mutes"));
    assertEquals(1, rows(report(at("09:00"), at("11:30")), "changes").size());
    assertEquals(List.of(), rows(report(at("09:30"), at("11:30")), "changes"));
  }

  @Test
  void hostileTextsAreOnlyTextsOnThePage() throws IOException {
    writeDay();
    String page = EvidencePage.of(report(at("09:00"), at("11:30")));
    assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot;&#39;&amp;"), page);
    assertFalse(page.contains("<script"), page);
    assertFalse(page.contains("\u202e") || page.contains("\u001b"), page);
    assertEquals(page.split("<td>", -1).length, page.split("</td>", -1).length);
    assertTrue(page.contains("default-src 'none'") && page.contains("<th scope=\"col\">") && page.contains("<caption>"));
    assertFalse(page.contains("http:") || page.contains("https:"), "nothing is loaded from elsewhere");
  }

  @Test
  void everySectionOfTheMappingIsASectionOfTheReport() throws IOException {
    writeDay();
    Map<String, Object> report = report(at("09:00"), at("11:30"));
    for (Map<String, Object> row : rows(report, "controls")) {
      for (String section : String.valueOf(row.get("section")).split(", ")) {
        assertTrue(report.containsKey(section), section);
      }
    }
    assertEquals(
        List.of(
            "PCI DSS 10.2.1", "PCI DSS 10.2.1.2", "PCI DSS 10.2.1.6", "PCI DSS 10.2.2", "PCI DSS 10.3.2", "PCI DSS 10.3.3",
            "PCI DSS 10.3.4", "PCI DSS 10.4.1.1", "PCI DSS 10.5.1", "PCI DSS 10.7.2", "PCI DSS 10.7.3", "PCI DSS 11.5.1",
            "PCI DSS 11.5.2", "NIST SP 800-53 AU-2", "NIST SP 800-53 AU-3", "NIST SP 800-53 AU-5", "NIST SP 800-53 AU-6",
            "NIST SP 800-53 AU-8", "NIST SP 800-53 AU-9", "NIST SP 800-53 AU-9(3)", "NIST SP 800-53 AU-11",
            "NIST SP 800-53 AU-12", "NIST SP 800-53 SI-4"),
        rows(report, "controls").stream().map(row -> row.get("control")).toList());
    assertTrue(rows(report, "controls").stream().noneMatch(row -> String.valueOf(row.get("does_not_show")).isEmpty()));
  }

  @Test
  void aReportMadeDuringARunSaysThatItRuns() throws IOException {
    writeDay();
    Map<String, Object> report = report(at("11:55"), at("13:00"));
    assertEquals("still ran when this report was made", rows(report, "running").getLast().get("end"));
    assertEquals(List.of(), rows(report, "gaps"));
    assertEquals(MADE, report.get("to"), "nothing is known about the future");
  }

  @Test
  void aRunWithoutLinesForLongIsAGap() throws IOException {
    write("08:00", "\"kind\":\"start\"");
    write("08:05", "\"kind\":\"completeness\"");
    write("08:30", "\"kind\":\"completeness\"");
    write("08:31", "\"kind\":\"stop\"");
    List<Map<String, Object>> gaps = rows(report(at("08:00"), at("08:31")), "gaps");
    assertEquals(1, gaps.size());
    assertEquals(at("08:05"), gaps.getFirst().get("from"));
    assertEquals(25L * 60, gaps.getFirst().get("seconds"));
  }

  @Test
  void withoutAnyRecordTheWholeTimeIsUnknown() throws IOException {
    Files.createFile(journal());
    List<Map<String, Object>> gaps = rows(report(at("08:00"), at("08:31")), "gaps");
    assertEquals("no record: the engine did not run, or its journal of this time is gone", gaps.getFirst().get("reason"));
    assertEquals(31L * 60, gaps.getFirst().get("seconds"));
  }

  @Test
  void damagedLinesAreLeftOut() throws IOException {
    writeDay();
    Files.writeString(folder.resolve("audit.jsonl"), "{\"time\":\"yesterday\"}\n[]\n{\"time\":\n\n{}\n");
    assertEquals(List.of(), rows(report(at("09:00"), at("11:30")), "changes"));
  }
}
