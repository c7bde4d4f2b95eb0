package org.eyas.api.process;

/**
 * The key of a value that an enricher attaches to a process. Keys are compared by identity: the enricher creates one, and its
 * field readers use the same object.
 *
 * @param <T> the type of the attached value, which must be immutable, or safe to read on any thread while it changes
 */
public final class AttachmentKey<T> {
  private final String name;
  private final Class<T> type;

  /**
   * Creates a key that equals no other key.
   *
   * @param name a name for logs
   * @param type the class of the values
   */
  public AttachmentKey(String name, Class<T> type) {
    this.name = name;
    this.type = type;
  }

  public Class<T> type() {
    return type;
  }

  @Override
  public String toString() {
    return name;
  }
}
