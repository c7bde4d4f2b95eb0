package org.eyas.engine.incident;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eyas.api.incident.IncidentReport;
import org.eyas.api.incident.IncidentStep;
import org.eyas.engine.stateful.NewerStateException;

/** Encodes incidents, so that they continue after a restart. What follows the known end is ignored. */
final class IncidentCodec {
  private static final int LAYOUT = 1;

  /** So that each text fits, whatever the author of a rule calls it. */
  private static final int LONGEST_TEXT = 20_000;

  private static final int MOST_ENTRIES = 100_000;

  private IncidentCodec() {}

  /**
   * The incidents of a table.
   *
   * @param boot the id of the boot in which they were encoded
   * @param open those that are open, and the candidates, in the order of their last steps
   * @param closed the last ones that are closed, in the order in which they were closed
   */
  record Kept(String boot, List<Incident> open, List<IncidentReport> closed, long pushedOut, HarmlessVerdicts verdicts) {}

  /** Writes or reads one entry of a list. */
  interface Writer<T> {
    void write(DataOutputStream out, T entry) throws IOException;
  }

  interface Reader<T> {
    T read(DataInputStream in) throws IOException;
  }

  static byte[] encode(Kept kept) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(LAYOUT);
      writeText(out, kept.boot());
      out.writeLong(kept.pushedOut());
      writeAll(out, kept.open(), (to, incident) -> incident.encode(to));
      writeAll(out, kept.closed(), IncidentCodec::writeReport);
      kept.verdicts().encode(out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** @throws IOException if the bytes are damaged; {@link NewerStateException} if a newer version encoded them */
  static Kept decode(byte[] bytes) throws IOException {
    DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
    int layout = in.readInt();
    if (layout > LAYOUT) {
      throw new NewerStateException("a newer version of Eyas wrote it, in format " + layout);
    }
    String boot = in.readUTF();
    long pushedOut = in.readLong();
    List<Incident> open = readAll(in, Incident::decode);
    List<IncidentReport> closed = readAll(in, IncidentCodec::readReport);
    boolean isBeforeVerdicts = in.available() == 0; // as builds wrote it that did not know them
    return new Kept(boot, open, closed, pushedOut, isBeforeVerdicts ? new HarmlessVerdicts() : HarmlessVerdicts.decode(in));
  }

  static <T> void writeAll(DataOutputStream out, Collection<T> entries, Writer<? super T> writer) throws IOException {
    out.writeInt(entries.size());
    for (T entry : entries) {
      writer.write(out, entry);
    }
  }

  static <T> List<T> readAll(DataInputStream in, Reader<T> reader) throws IOException {
    int count = in.readInt();
    if (count < 0 || count > MOST_ENTRIES) {
      throw new IOException("a list of " + count + " entries");
    }
    List<T> entries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      entries.add(reader.read(in));
    }
    return entries;
  }

  static void writeText(DataOutputStream out, String text) throws IOException {
    out.writeUTF(text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT));
  }

  static String readText(DataInputStream in) throws IOException {
    return in.readUTF();
  }

  static void writeTactic(DataOutputStream out, AttackTactic tactic) throws IOException {
    out.writeUTF(tactic.tag());
  }

  static AttackTactic readTactic(DataInputStream in) throws IOException {
    String tag = in.readUTF();
    AttackTactic tactic = AttackTactic.of(List.of(tag));
    if (tactic == null) {
      throw new IOException("an unknown tactic " + tag);
    }
    return tactic;
  }

  static void writeKind(DataOutputStream out, JoinableStep.Kind kind) throws IOException {
    writeText(out, kind.rule());
    writeText(out, kind.program());
    writeText(out, kind.object());
  }

  static JoinableStep.Kind readKind(DataInputStream in) throws IOException {
    return new JoinableStep.Kind(in.readUTF(), in.readUTF(), in.readUTF());
  }

  // Without its keys: the incident has them.
  static void writeStep(DataOutputStream out, JoinableStep step) throws IOException {
    out.writeLong(step.event());
    out.writeBoolean(step.isCritical());
    out.writeBoolean(step.tactic() != null);
    if (step.tactic() != null) {
      writeTactic(out, step.tactic());
    }
    writeShown(out, step.shown());
  }

  static JoinableStep readStep(DataInputStream in) throws IOException {
    long event = in.readLong();
    boolean isCritical = in.readBoolean();
    AttackTactic tactic = in.readBoolean() ? readTactic(in) : null;
    return new JoinableStep(readShown(in), event, isCritical, tactic, List.of(), List.of());
  }

  private static void writeShown(DataOutputStream out, IncidentStep step) throws IOException {
    out.writeLong(step.timestampNanos());
    writeText(out, step.rule());
    out.writeInt(step.points());
    out.writeBoolean(step.signal());
    writeText(out, step.tactic());
    writeAll(out, step.techniques(), IncidentCodec::writeText);
    out.writeLong(step.pid());
    writeText(out, step.program());
    writeText(out, step.command());
    writeText(out, step.object());
    writeText(out, step.message());
  }

  private static IncidentStep readShown(DataInputStream in) throws IOException {
    return new IncidentStep(
        in.readLong(), in.readUTF(), in.readInt(), in.readBoolean(), in.readUTF(), readTexts(in), in.readLong(), in.readUTF(),
        in.readUTF(), in.readUTF(), in.readUTF());
  }

  private static SortedSet<String> readTexts(DataInputStream in) throws IOException {
    return Collections.unmodifiableSortedSet(new TreeSet<>(readAll(in, IncidentCodec::readText)));
  }

  private static void writeReport(DataOutputStream out, IncidentReport report) throws IOException {
    writeText(out, report.id());
    writeAll(out, report.mergedIds(), IncidentCodec::writeText);
    out.writeBoolean(report.critical());
    out.writeInt(report.alerts());
    out.writeDouble(report.score());
    writeAll(out, report.tactics(), IncidentCodec::writeText);
    writeAll(out, report.techniques(), IncidentCodec::writeText);
    writeAll(out, report.steps(), IncidentCodec::writeShown);
    out.writeLong(report.repeats());
    out.writeLong(report.leftOut());
  }

  private static IncidentReport readReport(DataInputStream in) throws IOException {
    IncidentReport report =
        new IncidentReport(
            in.readUTF(), readTexts(in), false, in.readBoolean(), in.readInt(), in.readDouble(),
            readAll(in, IncidentCodec::readText), readTexts(in), readAll(in, IncidentCodec::readShown), in.readLong(),
            in.readLong());
    if (report.steps().isEmpty()) {
      throw new IOException("an incident without steps");
    }
    return report;
  }
}
