package org.eyas.source.k8saudit.input;

/** One document of an input: bytes that the input owns, and their origin. One object is used for all documents. */
public final class AuditDocument {
  private static final byte[] NOTHING = {};

  private byte[] bytes = NOTHING;
  private int offset;
  private int length;
  private String input = "";
  private String cluster = "";
  private long line;

  /**
   * Points this object at another document.
   *
   * @param from the file or the sender
   * @param number the number of the first line, counted from 1; 0 if the input does not consist of lines
   */
  public void set(byte[] in, int from0, int size, String from, long number) {
    bytes = in;
    offset = from0;
    length = size;
    input = from;
    line = number;
    cluster = "";
  }

  /** Sets the cluster that the sender named. Called after {@link #set}. */
  public void setCluster(String name) {
    cluster = name;
  }

  public byte[] bytes() {
    return bytes;
  }

  public int offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  /** The cluster of the document; empty if the input does not know it. */
  public String cluster() {
    return cluster;
  }

  /** The origin of the document, in words for the user: {@code /var/log/audit.log:17}. */
  public String place() {
    return line == 0 ? input : input + ":" + line;
  }
}
