package org.eyas.source.k8saudit.input;

/**
 * A position in a followed log.
 *
 * @param path the CRC-32 of the path that the user named
 * @param inode the inode of the file, because a rotation changes the name of the file
 * @param beginning identifies the first bytes of the file, because another file can get the inode of a deleted file
 * @param offset the offset before which all bytes were evaluated
 * @param line the number of the line at the offset, counted from 1
 */
record ReadPosition(long path, long inode, Beginning beginning, long offset, long line) {
  /**
   * The first bytes of a file.
   *
   * @param length the number of bytes
   * @param sum their CRC-32
   */
  record Beginning(int length, long sum) {
    static final int MOST = 256;
    static final Beginning NONE = new Beginning(0, 0);
  }
}
