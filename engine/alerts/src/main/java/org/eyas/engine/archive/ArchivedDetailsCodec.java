package org.eyas.engine.archive;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eyas.api.history.AlertDetails;
import org.eyas.api.history.AlertProcess;
import org.eyas.api.history.AlertProcess.Relation;

/**
 * Encodes the details of an archived alert as bytes, big-endian. The first number identifies the layout. -1 is the
 * layout below; -2 adds the number of alerts that were left out at the end. The earliest layouts began with the number
 * of ancestors, each as one line of text. A newer layout has a smaller number; its alert is read without details.
 *
 * <pre>
 *   +----+------------------+-------------+------------------------+
 *   | -1 | count, processes | explanation | count, (field, value)  |
 *   +----+------------------+-------------+------------------------+
 * </pre>
 */
final class ArchivedDetailsCodec {
  private static final int LAYOUT = -1;
  private static final int WITH_LEFT_OUT = -2;

  private ArchivedDetailsCodec() {}

  static void write(AlertDetails details, DataOutputStream out) throws IOException {
    out.writeInt(details.leftOut() == 0 ? LAYOUT : WITH_LEFT_OUT);
    out.writeInt(details.processes().size());
    for (AlertProcess process : details.processes()) {
      write(process, out);
    }
    text(out, details.explanation());
    out.writeInt(details.read().size());
    for (Map.Entry<String, String> field : details.read().entrySet()) {
      text(out, field.getKey());
      text(out, field.getValue());
    }
    if (details.leftOut() != 0) {
      out.writeLong(details.leftOut());
    }
  }

  private static void write(AlertProcess process, DataOutputStream out) throws IOException {
    out.writeByte(process.relation().ordinal());
    out.writeLong(process.pid());
    out.writeLong(process.parentPid());
    out.writeLong(process.startNanos());
    text(out, process.name());
    text(out, process.user());
    text(out, process.path());
    text(out, process.commandLine());
    text(out, process.container());
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  static AlertDetails read(ByteBuffer in) {
    int first = in.getInt();
    if (first < WITH_LEFT_OUT) {
      return AlertDetails.NONE;
    }
    if (first != LAYOUT && first != WITH_LEFT_OUT) {
      return earlier(first, in);
    }
    List<AlertProcess> processes = new ArrayList<>();
    for (int left = in.getInt(); left > 0; left--) {
      processes.add(process(in));
    }
    String explanation = text(in);
    SortedMap<String, String> read = new TreeMap<>();
    for (int left = in.getInt(); left > 0; left--) {
      read.put(text(in), text(in));
    }
    long leftOut = first == WITH_LEFT_OUT ? in.getLong() : 0;
    return processes.isEmpty() && explanation.isEmpty() && read.isEmpty() && leftOut == 0
        ? AlertDetails.NONE
        : new AlertDetails(processes, explanation, read, leftOut);
  }

  private static AlertProcess process(ByteBuffer in) {
    Relation relation = Relation.values()[in.get()];
    long pid = in.getLong();
    long parent = in.getLong();
    long start = in.getLong();
    return new AlertProcess(relation, pid, parent, text(in), text(in), text(in), text(in), start, text(in));
  }

  // The lines were texts for people, which are not parsed.
  private static AlertDetails earlier(int ancestors, ByteBuffer in) {
    for (int left = ancestors; left > 0; left--) {
      text(in);
    }
    String explanation = text(in);
    return explanation.isEmpty() ? AlertDetails.NONE : new AlertDetails(List.of(), explanation, new TreeMap<>());
  }

  private static String text(ByteBuffer in) {
    int length = in.getInt();
    int start = in.position();
    in.position(Math.addExact(start, length));
    return new String(in.array(), in.arrayOffset() + start, length, StandardCharsets.UTF_8);
  }
}
