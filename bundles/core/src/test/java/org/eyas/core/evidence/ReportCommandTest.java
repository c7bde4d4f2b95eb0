package org.eyas.core.evidence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.eyas.core.setting.EngineException;
import org.eyas.evidence.chain.ChainDigest;
import org.eyas.evidence.chain.ChainedFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportCommandTest {
  @TempDir private Path folder;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private String[] operand = {};
  private String from = "";
  private String to = "";
  private String format = "html";
  private String output = "";
  private String[] head = {};
  private boolean json;
  private String history = "";
  private String audit = "";
  private String journal = "";

  /** The parameters of a test. */
  private final class Parameters implements ReportCommand.Config {
    @Override
    public String[] operand() {
      return operand;
    }

    @Override
    public String from() {
      return from;
    }

    @Override
    public String to() {
      return to;
    }

    @Override
    public String format() {
      return format;
    }

    @Override
    public String output() {
      return output;
    }

    @Override
    public String[] head() {
      return head;
    }

    @Override
    public boolean json() {
      return json;
    }

    @Override
    public String alert_history_directory() {
      return history;
    }

    @Override
    public String audit_file() {
      return audit;
    }

    @Override
    public String evidence_file() {
      return journal;
    }

    @Override
    public Class<? extends Annotation> annotationType() {
      return ReportCommand.Config.class;
    }
  }

  @BeforeEach
  void write() throws IOException {
    history = folder.resolve("history").toString();
    audit = folder.resolve("audit.jsonl").toString();
    journal = folder.resolve("journal.jsonl").toString();
    ChainedFile file = new ChainedFile(Path.of(journal), 1 << 20);
    file.append("{\"time\":\"2026-12-01T08:00:00Z\",\"kind\":\"start\"}");
    file.append("{\"time\":\"2026-12-01T09:00:00Z\",\"kind\":\"stop\"}");
    new ChainedFile(Path.of(audit), ChainedFile.UNLIMITED).append(
        "{\"time\":\"2026-12-01T08:30:00Z\",\"who\":\"cli:uid 0\",\"what\":\"reload\",\"detail\":\"\",\"done\":true}");
  }

  private int call() throws EngineException {
    out.reset();
    return new ReportCommand(new Parameters(), new PrintStream(out, true, StandardCharsets.UTF_8)).call();
  }

  private String text() {
    return out.toString(StandardCharsets.UTF_8);
  }

  private String refusal() {
    return String.valueOf(assertThrows(EngineException.class, this::call).getMessage());
  }

  private String journalHead() {
    return new ChainedFile(Path.of(journal), 1 << 20).head();
  }

  @Test
  void theReportIsAPageOrJson() throws Exception {
    from = "2026-12-01";
    to = "2026-12-02";
    assertEquals(0, call());
    assertTrue(text().startsWith("<!DOCTYPE html>") && text().contains("stopped in order") && text().contains("cli:uid 0"),
        text());
    format = "json";
    assertEquals(0, call());
    assertTrue(text().startsWith("{\n  \"report\": \"eyas evidence\",\n  \"version\": 1,"), text());
    String first = text().replaceAll("\"made\": .*", "");
    call();
    assertEquals(first, text().replaceAll("\"made\": .*", ""), "equal records make an equal report");
  }

  @Test
  void theFileOfAReportIsForItsOwnerAlone() throws Exception {
    output = folder.resolve("report.html").toString();
    call();
    assertEquals("", text());
    assertTrue(Files.readString(Path.of(output)).endsWith("</html>\n"));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(output))));
    output = folder.resolve("none/report.html").toString();
    assertTrue(refusal().startsWith(output + " cannot be written: "), refusal());
    assertTrue(refusal().endsWith("; name another file with --output"), refusal());
  }

  @Test
  void wrongParametersAreRefused() {
    from = "2026-12-02";
    to = "2026-12-01T10:00:00Z";
    assertEquals("--from is not before --to: 2026-12-02T00:00:00Z, 2026-12-01T10:00:00Z; exchange them", refusal());
    from = "tomorrow";
    assertTrue(refusal().startsWith("--from is not a time: 'tomorrow'; "), refusal());
    from = "";
    format = "pdf";
    assertEquals("--format is neither html nor json: 'pdf'", refusal());
    operand = new String[] {"prove"};
    assertTrue(refusal().startsWith("unknown action 'prove'; "), refusal());
    operand = new String[] {"verify"};
    assertTrue(refusal().startsWith("verify checks all records"), refusal());
    head = new String[] {"5F0C"};
    assertTrue(refusal().startsWith("--head is not a head: '5F0C'; "), refusal());
  }

  @Test
  void verifyPrintsEachRecordAndTheHeadsThatItHas() throws Exception {
    operand = new String[] {"verify"};
    to = "";
    head = new String[] {journalHead(), ChainDigest.START};
    assertEquals(0, call());
    assertTrue(text().contains("evidence: 2 entries, head " + journalHead() + "\n"), text());
    assertTrue(text().contains(history + ": does not exist: nothing was written yet, or it was removed; "), text());
    assertTrue(text().endsWith("The records are intact.\n"), text());
    head = new String[] {"5f".repeat(32)};
    assertEquals(1, call());
    assertTrue(text().contains("head " + head[0] + ": no entry has it"), text());
    json = true;
    assertEquals(1, call());
    assertTrue(text().contains("\"heads_not_found\":[\"" + head[0] + "\"]"), text());
  }

  @Test
  void verifyNamesAChangedLine() throws Exception {
    operand = new String[] {"verify"};
    Files.writeString(Path.of(audit), Files.readString(Path.of(audit)).replace("uid 0", "uid 1"));
    assertEquals(1, call());
    assertTrue(text().contains("BROKEN " + audit + ":1: the entry was changed after it was written"), text());
    assertTrue(text().endsWith("The records are not intact.\n"), text());
  }

  @Test
  void aTextOfAnEntryCannotControlTheTerminal() throws Exception {
    operand = new String[] {"verify"};
    Path strange = folder.resolve("\u001b[2J");
    journal = strange.toString();
    Files.writeString(strange, "x}\n", StandardOpenOption.CREATE);
    call();
    assertFalse(text().contains("\u001b"), text());
  }

  @Test
  void recordsThatAreNotWrittenOrCannotBeReadAreNamed() throws Exception {
    operand = new String[] {"verify"};
    history = "";
    assertEquals(0, call());
    assertTrue(text().contains("eyas.alert_history.directory: is empty: nothing is written to disk"), text());
    Files.delete(Path.of(audit));
    Files.createDirectory(Path.of(audit));
    assertTrue(refusal().startsWith(audit + " cannot be read: "), refusal());
    assertTrue(refusal().endsWith("; run this as root or as the user of the engine"), refusal());
  }
}
