package org.eyas.source.k8saudit.input;

/**
 * How far a followed log was read.
 *
 * @param path stands for the path that the user named
 * @param inode the file; its name changes at a rotation
 * @param beginning stands for its first bytes: the number of the file is given to another one when it is deleted
 * @param offset everything before it was evaluated
 * @param line the number of the line that follows, counted from 1
 */
record ReadPosition(long path, long inode, Beginning beginning, long offset, long line) {
  /**
   * The first bytes of a file.
   *
   * @param length how many they are
   * @param sum their CRC-32
   */
  record Beginning(int length, long sum) {
    static final int MOST = 256;
    static final Beginning NONE = new Beginning(0, 0);
  }
}
