package org.eyas.linux.proc;

import java.nio.charset.StandardCharsets;

/**
 * The values of {@code /proc/PID/status}, or of another file of such lines, by name (proc(5)). A line is parsed when
 * its value is requested, because at the start the engine reads this file for each thread of the machine and needs a
 * quarter of its lines.
 *
 * @param content the file, with a line feed before its first line
 */
public record ProcStatus(String content) {
  /** Makes an object of the content of the file. */
  public static ProcStatus parse(byte[] bytes) {
    return new ProcStatus("\n" + new String(bytes, StandardCharsets.UTF_8));
  }

  /** The text after a name and its colon, without the spaces around it; empty if there is no such line. */
  public String value(String name) {
    String start = "\n" + name + ":";
    int found = content.indexOf(start);
    if (found < 0) {
      return "";
    }
    int from = found + start.length();
    int end = content.indexOf('\n', from);
    return content.substring(from, end < 0 ? content.length() : end).strip();
  }

  /** The id of the thread group, which is the process id. */
  public long tgid() throws ProcFormatException {
    return first("Tgid");
  }

  /** The effective user id. */
  public long effectiveUid() throws ProcFormatException {
    return column("Uid", 1);
  }

  public long effectiveGid() throws ProcFormatException {
    return column("Gid", 1);
  }

  public long capPermitted() throws ProcFormatException {
    return hex("CapPrm");
  }

  public long capEffective() throws ProcFormatException {
    return hex("CapEff");
  }

  public long capInheritable() throws ProcFormatException {
    return hex("CapInh");
  }

  /** The thread's id in its innermost pid namespace. */
  public long innermostPid() throws ProcFormatException {
    return last("NSpid");
  }

  public long innermostTgid() throws ProcFormatException {
    return last("NStgid");
  }

  public long innermostPgid() throws ProcFormatException {
    return last("NSpgid");
  }

  /** Virtual memory in kB; 0 for a kernel thread. */
  public long vmSizeKb() throws ProcFormatException {
    return kilobytes("VmSize");
  }

  public long vmRssKb() throws ProcFormatException {
    return kilobytes("VmRSS");
  }

  public long vmSwapKb() throws ProcFormatException {
    return kilobytes("VmSwap");
  }

  private long kilobytes(String name) throws ProcFormatException {
    return value(name).isEmpty() ? 0 : first(name);
  }

  private long first(String name) throws ProcFormatException {
    return column(name, 0);
  }

  private long last(String name) throws ProcFormatException {
    return column(name, columns(name).length - 1);
  }

  private long column(String name, int index) throws ProcFormatException {
    String[] columns = columns(name);
    if (index >= columns.length) {
      throw new ProcFormatException("status: '" + name + "' has only " + columns.length + " values");
    }
    return number(name, columns[index], 10);
  }

  private long hex(String name) throws ProcFormatException {
    return number(name, columns(name)[0], 16);
  }

  private String[] columns(String name) throws ProcFormatException {
    String text = value(name);
    if (text.isEmpty()) {
      throw new ProcFormatException("status: there is no line '" + name + "'");
    }
    return text.replace(' ', '\t').split("\t"); // one character needs no regular expression
  }

  private static long number(String name, String text, int radix) throws ProcFormatException {
    try {
      return Long.parseUnsignedLong(text, radix);
    } catch (NumberFormatException e) {
      throw new ProcFormatException("status: '" + text + "' in line '" + name + "' is not a number");
    }
  }
}
