package org.eyas.launcher.pull;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * The rules files in the layers of one artifact: tar archives packed with gzip, as falcoctl pushes them. Only the names of files count,
 * not their folders. The limits are for all layers together, because few packed bytes can unpack to any number.
 */
final class RuleArchive {
  private static final int BLOCK = 512;
  private static final int SIZE_AT = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int NAME_LENGTH = 100;
  private static final int TYPE_AT = 156;
  private static final int MOST_BYTES = 32 << 20;
  private static final int MOST_ENTRIES = 1000;

  private final String name;
  private final Map<String, byte[]> files = new TreeMap<>();
  private long bytes;
  private int entries;

  /** @param name of the artifact, for messages */
  RuleArchive(String name) {
    this.name = name;
  }

  /** The contents of the YAML files by name. */
  Map<String, byte[]> files() {
    return files;
  }

  /** Adds the files of a layer; at least one. */
  void add(byte[] layer) throws IOException {
    int before = files.size();
    try (DataInputStream in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(layer)))) {
      byte[] header = new byte[BLOCK];
      for (in.readFully(header); header[0] != 0; in.readFully(header)) {
        addEntry(header, in);
      }
    } catch (EOFException e) {
      throw new IOException(name + ": its archive is incomplete", e);
    } catch (IOException e) {
      throw new IOException(name + ": its layer is not an archive of rules (tar, gzip): " + e.getMessage(), e);
    }
    if (files.size() == before) {
      throw new IOException(name + " contains no .yaml file");
    }
  }

  private void addEntry(byte[] header, InputStream in) throws IOException {
    int size = size(text(header, SIZE_AT, SIZE_LENGTH));
    bytes += size;
    entries++;
    if (bytes > MOST_BYTES || entries > MOST_ENTRIES) {
      throw new IOException("more than " + (MOST_BYTES >> 20) + " MB unpacked, or more than " + MOST_ENTRIES + " files");
    }
    byte[] content = in.readNBytes(size);
    in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    String path = text(header, 0, NAME_LENGTH);
    String file = path.substring(path.lastIndexOf('/') + 1);
    boolean isFile = header[TYPE_AT] == '0' || header[TYPE_AT] == 0;
    if (isFile && file.matches("[A-Za-z0-9_][A-Za-z0-9._-]*\\.ya?ml")) {
      files.put(file, content);
    }
  }

  // The size is octal; larger numbers have another encoding, which no rules file needs.
  private static int size(String text) throws IOException {
    if (!text.matches("[01]?[0-7]{1,10}")) {
      throw new IOException("an entry has the size '" + text + "'");
    }
    return Integer.parseInt(text, 8);
  }

  private static String text(byte[] header, int at, int length) {
    String text = new String(header, at, length, StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return (end < 0 ? text : text.substring(0, end)).strip();
  }
}
