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

/** The rules files in a layer: a tar archive packed with gzip, as falcoctl pushes it. Only the names of files count, not their folders. */
final class RuleArchive {
  private static final int BLOCK = 512;
  private static final int SIZE_AT = 124;
  private static final int SIZE_LENGTH = 12;
  private static final int NAME_LENGTH = 100;
  private static final int TYPE_AT = 156;
  private static final int MOST_BYTES = 64 << 20;

  private RuleArchive() {}

  /** The texts of its YAML files by name; at least one. */
  static Map<String, String> files(byte[] layer, String name) throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (DataInputStream in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(layer)))) {
      byte[] header = new byte[BLOCK];
      for (in.readFully(header); header[0] != 0; in.readFully(header)) {
        addFile(header, in, files);
      }
    } catch (EOFException e) {
      throw new IOException(name + ": its archive is incomplete", e);
    } catch (IOException e) {
      throw new IOException(name + ": its layer is not an archive of rules (tar, gzip): " + e.getMessage(), e);
    }
    if (files.isEmpty()) {
      throw new IOException(name + " contains no .yaml file");
    }
    return files;
  }

  private static void addFile(byte[] header, InputStream in, Map<String, String> files) throws IOException {
    long size = Long.parseLong(text(header, SIZE_AT, SIZE_LENGTH), 8);
    if (size > MOST_BYTES) {
      throw new IOException("a file has more than 64 MB");
    }
    byte[] content = in.readNBytes((int) size);
    in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
    String path = text(header, 0, NAME_LENGTH);
    String name = path.substring(path.lastIndexOf('/') + 1);
    boolean isFile = header[TYPE_AT] == '0' || header[TYPE_AT] == 0;
    if (isFile && name.matches("[A-Za-z0-9_][A-Za-z0-9._-]*\\.ya?ml")) {
      files.put(name, new String(content, StandardCharsets.UTF_8));
    }
  }

  private static String text(byte[] header, int at, int length) {
    String text = new String(header, at, length, StandardCharsets.UTF_8);
    int end = text.indexOf('\0');
    return (end < 0 ? text : text.substring(0, end)).strip();
  }
}
